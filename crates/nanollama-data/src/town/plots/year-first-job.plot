title the first job
season summer
cast a: child
cast b: librarian
cast c: old
cast d: old
cast e: grown
cast f: grown
word h1: at the station, at the mill, at the harbour, in the town hall, at the market, in the park, at the ferry, in the museum, at the inn
word h2: at the station, at the mill, at the harbour, in the town hall, at the market, in the park, at the ferry, in the museum, at the inn
word h3: at the station, at the mill, at the harbour, in the town hall, at the market, in the park, at the ferry, in the museum, at the inn
word h4: at the station, at the mill, at the harbour, in the town hall, at the market, in the park, at the ferry, in the museum, at the inn
word b1: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b2: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b3: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b4: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word carry: in a handcart, in a basket, in a big bag, in a rucksack
word oops: a big brown dog snatched the list and ran off, the wind tore the list away, the list fell into the fountain, a goat ate the list
number n: 2..4
number k: n+n+n+n

beat start
3: {a.intro} had a job for the first time, because {b.intro} needed somebody to carry books to people who had no time to come
3: In the holidays {a.intro} got a real job, for {b.intro} was looking for somebody who could carry books round the town
3: {a.intro} wanted to earn some money, and {b.intro} needed somebody to bring books to people who had no time to come
1: I had a job for the first time, because {b.intro} needed somebody to carry books to people who had no time to come
1: In the holidays I got a real job, for {b.intro} was looking for somebody who could carry books round the town
1: My first job began on a Monday, when {b.intro} asked me to bring books to people who had no time to come
beat say b to a
For every book that gets to the right person, {a} will have {n} coins
I will pay {n} coins for every book. But each of them must get into the right hands!
It is {n} coins a book, but only if each of them comes to the right person
beat start
On the first morning there were four books and a list
The first morning began with four books and a list
There were four books on the table and a list beside them
beat maybe start
@weather
@proud a
beat mix start
{b1} was for {c.name}, who could be found {h1}
{c.name} was waiting {h1} and was to get {b1}
beat mix start
{b2} was for {d.name}, who was busy {h2}
{d.name}, who was {h2} all day, had asked for {b2}
beat mix start
{e.name}, who could be found {h3}, wanted {b3}
{e.name} had ordered {b3} and was waiting {h3}
beat mix start
{f.name} was waiting for {b4} {h4}
{b4} had to go to {f.name}, who was busy {h4}
beat then
{a} packed the books {carry} and set out, whistling
{a} set out with the books {carry}
with the books {carry}, {a} set out as proud as a postman
beat but
at the first corner {oops}
{a} had hardly turned the corner when {oops}
just when {a} wanted to read the first name, {oops}
beat maybe start
@worried a
@surprised a
beat say a
Oh no! Which book is for whom?
Now I have got four books and four names to find, and nothing in my head!
What shall I do now? I only looked at the list once
beat start
{a} sat down on a step and looked at the books for a long time
{a} nearly turned back, but then sat down and thought hard
{a} leaned against a wall, shut {a.my} eyes and tried to see the list again
beat and
one after the other, the names came back
bit by bit, {a} remembered what {b.name} had read out
every title brought back a name, and every name a place
beat start
Where {a} was not sure, {a} stopped and asked, and that worked just as well
For the last one {a} simply asked politely
In the end there was only one question, and a kind old man could answer it
beat and
by noon every book was in the right hands
before the clock struck twelve, all four books had arrived
when the bells rang at noon, there was no book left to deliver
beat maybe start
{c.name} gave {a.me} a pear, and {f.name} read the first page aloud
At one of the places there was a glass of cherry juice for {a.me}
beat start
In the end {a} was paid {k} coins, {n} for each of the four books
Back in the library, {b.name} counted out {k} coins, {n} for every book
{b.name} paid {k} coins, {n} for each of the four books
beat maybe start
@proud a
@glad a
@tired a
beat say b to a
And without the list! From tomorrow {a} may do it every week
That was good work. Next time I shall write the list twice
You have a better memory than my whole card index. Will you come again on Monday?
beat maybe start
3: {a} bought nothing with the money for a long time, because it was so nice to look at
1: I have not spent the money yet, because it is so nice to look at

ask what b1
? Which book was for {c.name}
? What was {c.name} to get
! {c.name} was to get {b1}
! It was {b1}
ask who d
? For whom was {b2}
? Who had asked for {b2}
! {d.name} had asked for it
! It was for {d.name}
ask what b3
? What had {e.name} ordered
? Which book did {e.name} want
! {e.name} wanted {b3}
! It was {b3}
ask who f
? Who was waiting for {b4}
? For whom was {b4}
! {f.name} was waiting for it
! It was for {f.name}
ask where h1
? Where was {c.name} to be found
! {c.name} was {h1}
ask where h2
? Where was {d.name} to be found
! {d.name} was {h2}
ask where h3
? Where was {e.name} to be found
! {e.name} was {h3}
ask how-many k
? {a.name} got {n} coins for each of the four books. How many coins was that
? How many coins did {a.name} earn
! Four times {n} is {k}, so it was {k} coins
! {a.name} earned {k} coins
ask why
? Why did {a.name} not know where to go
? What happened to the list
! {oops}
! The trouble was that {oops}
