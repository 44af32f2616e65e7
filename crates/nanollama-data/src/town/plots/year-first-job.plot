title the first job
season summer
cast a: child
cast b: librarian
cast c: old
cast d: old
cast e: grown
cast f: grown
word h1: the house with the blue door, the house by the well, the tall brick house, the house under the chestnut tree, the corner house, the last house in the lane, the cottage with the beehives, the house with two chimneys
word h2: the house with the blue door, the house by the well, the tall brick house, the house under the chestnut tree, the corner house, the last house in the lane, the cottage with the beehives, the house with two chimneys
word h3: the house with the blue door, the house by the well, the tall brick house, the house under the chestnut tree, the corner house, the last house in the lane, the cottage with the beehives, the house with two chimneys
word h4: the house with the blue door, the house by the well, the tall brick house, the house under the chestnut tree, the corner house, the last house in the lane, the cottage with the beehives, the house with two chimneys
word b1: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b2: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b3: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word b4: a book about bees, a cookery book, a ghost story, a book of poems, a book about ships, a songbook, a book about roses, a thick dictionary, a book of jokes
word carry: in a handcart, in a basket, in a big bag, in a rucksack
word oops: a big brown dog snatched the list and ran off, the wind tore the list away, the list fell into the fountain, a goat ate the list
number n: 2..4
number k: n+n+n+n

beat start
3: {a.intro} had a job for the first time, because {b.intro} needed somebody to carry books to people's houses
3: In the holidays {a.intro} got a real job, for {b.intro} was looking for somebody who could carry books from house to house
3: {a.intro} wanted to earn some money, and {b.intro} needed somebody to bring books to people's houses
1: I had a job for the first time, because {b.intro} needed somebody to carry books to people's houses
1: In the holidays I got a real job, for {b.intro} was looking for somebody who could carry books from house to house
1: My first job began on a Monday, when {b.intro} asked me to bring books to people's houses
beat say b to a
For every book that gets to the right house, {a} will have {n} coins
I will pay {n} coins for every book. But each of them must go to the right house!
It is {n} coins a book, but only if each of them comes to the right person
beat start
On the first morning there were four books and a list
The first morning began with four books and a list
There were four books on the table and a list beside them
beat maybe start
@weather
@proud a
beat mix start
{b1} was for {c.name} in {h1}
{c.name}, in {h1}, was to get {b1}
beat mix start
{b2} was for {d.name} in {h2}
{d.name} in {h2} had asked for {b2}
beat mix start
{e.name} in {h3} wanted {b3}
{e.name}, who lived in {h3}, had ordered {b3}
beat mix start
{f.name} in {h4} was waiting for {b4}
{b4} had to go to {f.name} in {h4}
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
Now I have got four books and four doors, and nothing in my head!
What shall I do now? I only looked at the list once
beat start
{a} sat down on a step and looked at the books for a long time
{a} nearly turned back, but then sat down and thought hard
{a} leaned against a wall, shut {a.my} eyes and tried to see the list again
beat and
one after the other, the names came back
bit by bit, {a} remembered what {b.name} had read out
every title brought back a name, and every name a door
beat start
Where {a} was not sure, {a} knocked and asked, and that worked just as well
For the last one {a} simply knocked and asked politely
In the end there was only one question, and a kind neighbour could answer it
beat and
by noon every book was at the right house
before the clock struck twelve, all four books had arrived
when the bells rang at noon, there was no book left to deliver
beat maybe start
{c.name} gave {a.me} a pear, and {f.name} read the first page aloud
At one of the doors there was a glass of cherry juice for {a.me}
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
You have a better memory than my whole card box. Will you come again on Monday?
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
? Where did {c.name} live
! {c.name} lived in {h1}
ask where h2
? Where did {d.name} live
! {d.name} lived in {h2}
ask where h3
? Where did {e.name} live
! {e.name} lived in {h3}
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
