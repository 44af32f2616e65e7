title a conversation at the bakery
form dialogue
cast a: child
cast b: baker
cast c: old
word roll: poppy-seed roll, raisin bun, rye roll, sesame ring, cheese scone, cinnamon bun
word gone: pretzel, plaited loaf, apple turnover, almond biscuit
word for: breakfast, a picnic, a neighbour, the school trip, a sick friend
word news: the mill has a new wheel, the circus is coming to town, there are ducklings on the pond, the bridge is going to be painted, the first swallows are back
number n: 3..6
number k: n+n
number x: 2..5
number p: k+x

beat line
{a.name}: Good morning, {b.name}!
{a.name}: Hello, {b.name}. It smells so good in here!
beat line
{b.name}: Good morning, {a.name}. You are up early. What would you like?
{b.name}: Hello, {a.name}. What can I do for you?
{b.name}: Come in and shut the door, {a.name}. What may I give you?
beat line
{a.name}: Do you have {gone.a}? It is for {for}.
{a.name}: I would like {gone.a}, please. It is for {for}.
beat line
{b.name}: I am sorry. I sold the last one to {c.name} a minute ago.
{b.name}: What a pity! {c.name} has just bought the last one.
beat line
{a.name}: Oh, that is a shame.
{a.name}: Then I should have run faster.
beat line
{b.name}: But look, the {roll.s} have just come out of the oven.
{b.name}: How about some {roll.s}? They are still warm.
beat line
{a.name}: How much (are they|do they cost)?
{a.name}: They look good. What does one cost?
beat line
{b.name}: Two coins each.
{b.name}: Each one costs two coins.
beat line
{a.name}: Then I will take {n}, please.
{a.name}: Good. I would like {n} of them.
beat line
{b.name}: One costs two coins, so {n} {roll.s} cost {k}.
{b.name}: Let me see, {n} times two is {k}. That is {k} coins, please.
beat line
{a.name}: Here are {p} coins.
{a.name}: I only have these {p} coins. Is that enough?
beat line
{b.name}: Thank you. Then you get {x} coins back. (By the way, {c.name} says that {news}.|Have you heard that {news}?)
{b.name}: That is more than enough. Here is your change, {x} coins. (By the way, {news}.|)
beat line
{a.name}: Thank you very much. Goodbye!
{a.name}: Thank you, and have a nice day!
beat line
{b.name}: Goodbye, and say hello to your family for me.
{b.name}: Goodbye. Mind the step!

ask how-many k
? One {roll} costs two coins. How much do {n} cost
? How many coins did {a.name} have to pay
! {n} times two is {k}, so it was {k} coins
! {a.name} had to pay {k} coins, because {n} times two is {k}
ask how-many x
? {a.name} gave {b.name} {p} coins, and the price was {k}. How much change was that
? How many coins did {a.name} get back
! {p} (take away {k} leaves|minus {k} is) {x}, so the change was {x} coins
! The change was {x} coins, because {p} minus {k} is {x}
ask what
? What did {a.name} buy
? What did {a.name} take home
! {a.name} bought {n} {roll.s}
! {a.name} took home {n} {roll.s}
ask who c
? Who had bought the last {gone}
! {c.name} had bought the last {gone}
! It was {c.name}
ask why
? Why did {a.name} not get {gone.a}
! {c.name} had already bought the last one
! It was because the last one had just been sold
