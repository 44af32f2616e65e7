title a conversation at the inn
form dialogue
cast a: cook
cast b: child
cast c: child
cast d: old
cast e: grown
word f1: pea soup, fried trout, an omelette, dumplings, potato salad, a cheese pie, noodles, lentil stew, pancakes, a baked potato, roast chicken
word f2: pea soup, fried trout, an omelette, dumplings, potato salad, a cheese pie, noodles, lentil stew, pancakes, a baked potato, roast chicken
word f3: pea soup, fried trout, an omelette, dumplings, potato salad, a cheese pie, noodles, lentil stew, pancakes, a baked potato, roast chicken
word f4: pea soup, fried trout, an omelette, dumplings, potato salad, a cheese pie, noodles, lentil stew, pancakes, a baked potato, roast chicken
word gone: goulash, beef stew, onion soup, stuffed cabbage
word drink: apple juice, lemonade, barley water, cold milk, elderflower cordial
word seat: by the window, under the lime tree, in the corner by the stove, on the terrace
number n: 2..4
number k: n+n+n+n

beat line
{a.name}: Good evening! Are there four of you? There is a table {seat}.
{a.name}: Welcome! Please sit down {seat}. There is room for four.
{a.name}: Come in, come in! I have kept the table {seat} for the four of you.
beat line
{e.name}: Good evening, {a.name}. We are as hungry as wolves.
{e.name}: Thank you, {a.name}. What is there to eat today?
{e.name}: It smells wonderful in here. What have you cooked?
beat line
{a.name}: There is almost everything. Only the {gone} has run out. What may I bring you?
{a.name}: You can have what you like, but not the {gone}, I am afraid. What will it be?
{a.name}: There are too many good things to name them all, but the {gone} has been eaten up. What would you like?
beat mix line
{b.name}: I would like {f1}, please.
{b.name}: May I have {f1}?
{b.name}: Please bring me {f1}.
{b.name}: I know what I want. It is {f1}.
beat mix line
{c.name}: I will have {f2}.
{c.name}: I should like to try {f2}.
{c.name}: Could you bring me {f2}, please?
{c.name}: I have not eaten {f2} for weeks, so that is what I want.
beat mix line
{d.name}: I think that I will take {f3}.
{d.name}: Please give me {f3}, and not too much salt.
{d.name}: At my age one eats {f3}.
{d.name}: My doctor says that I should eat {f3}.
beat mix line
{e.name}: I have been looking forward to {f4} all day.
{e.name}: I would like {f4}.
{e.name}: Please bring me {f4}.
{e.name}: My favourite is {f4}, so that is what I will have.
beat line
{a.name}: A good choice! And what would you like to drink?
{a.name}: Good. I have written it all down. What can I bring you to drink?
{a.name}: Very well. Are you thirsty, too?
beat line
{e.name}: We would like a jug of {drink} for all of us, please.
{e.name}: Please bring us a big jug of {drink}.
{e.name}: It has been a warm day. Could we have some {drink}?
beat line
{a.name}: With pleasure. It will be ready in a quarter of an hour.
{a.name}: Certainly. Here is some bread, so that nobody faints before it comes.
{a.name}: I will bring it at once. The food takes a little longer.
beat line
{b.name}: That was wonderful! My plate is as clean as a mirror.
{b.name}: I could not eat another crumb. It was delicious!
{b.name}: May I lick the spoon? It was so good!
beat line
{d.name}: It is my turn to pay today. How much is it?
{d.name}: What does it all cost, please? You are my guests today.
{d.name}: Put your purses away. I am paying today. How much does it come to?
beat line
{a.name}: It is {n} coins for each of you, so it is {k} altogether.
{a.name}: Each meal costs {n} coins. Four times {n} is {k}, and the {drink} is free.
{a.name}: You have had four meals for {n} coins each, so I get {k} from you.
beat maybe line
{c.name}: Thank you, {d.name}! Next time it is our turn.
{c.name}: May we come again tomorrow?

ask what f1
? What did {b.name} order
? What did {b.name} have to eat
! {b.name} ordered {f1}
! {b.name} had {f1}
ask who c
? Who wanted {f2}
? Who ordered {f2}
! {c.name} ordered {f2}
! It was {c.name}
ask what f3
? What did {d.name} order
? What did {d.name} eat
! {d.name} ordered {f3}
! {d.name} had {f3}
ask who e
? Who ordered {f4}
? Who wanted to eat {f4}
! {e.name} ordered {f4}
! It was {e.name}
ask what drink
? What did they drink
? What was in the jug
! They drank {drink}
! There was {drink} in the jug
ask how-many k
? Each of the four meals costs {n} coins. How much is that altogether
? How many coins did {d.name} have to pay
! Four times {n} is {k}, so it was {k} coins
! {d.name} had to pay {k} coins
ask who d
? Who paid for the meal
? Who invited the others
! {d.name} paid for it
! It was {d.name}
ask what gone
? What was no longer to be had
? What had run out when the guests came
! The {gone} had run out
! It was the {gone}
