title the money for the fair
season summer
cast a: child
cast b: child
cast c: grown
thing x: spinning top, wooden flute, puppet, tin drum, sailing boat, tin whistle, mouth organ, marble run; colour
word ride: carousel, big wheel, little train, chain swing
word smell: roasted almonds, fried fish, warm waffles, burnt sugar, toffee apples
word job: turned the handle of the barrel organ, handed out the wooden rings, blew up balloons, fetched water for the ponies, rang the bell for every winner
word saved: all through the spring, since Christmas, for ten weeks, ever since the last fair
number n: 6..9
number m: 2..4
number k: n-m

beat start
3: {a.intro} had been saving {saved}, and when the fair came to town there were {n} coins in {a.my} pocket
3: On the first day of the fair, {a.intro} set out with {n} coins, which had been saved up {saved}
1: I had been saving {saved}, and when the fair came to town I had {n} coins in my pocket
1: On the first day of the fair I set out with {n} coins, which I had saved up {saved}
beat start
At one of the stalls {a} had seen {x}, and it cost exactly {n} coins
For exactly {n} coins there was {x} at one of the stalls, and nothing else would do
There was only one thing that {a} wanted, and that was {x} for exactly {n} coins
beat maybe start
@weather
@town
beat maybe start
The air smelled of {smell}, and the music of three barrel organs got all mixed up
Flags were flapping, the drums went boom, and everywhere it smelled of {smell}
The swings flew up to the sky, and every other child had sugar on the chin
beat but
on the way {a} saw {b.intro}, who sat behind a tent and sobbed
before {a} got there, {a} almost fell over {b.intro}, who was sitting in the straw with wet cheeks
between two tents {a} found {b.intro}, who was crying into both sleeves
beat say b to a
I wanted to ride on the {ride} with all the others, but my money has fallen through a hole in my pocket
There is a hole in my pocket, and now my money is gone. I so wanted to go on the {ride}
My coins are gone! They fell through a hole in my pocket, and everybody else is on the {ride}
beat start
A ride on the {ride} cost {m} coins
For one ride they asked for {m} coins
It took {m} coins to get a ride on the {ride}
beat and
{a} felt the money in {a.my} hand and thought about it for a long time
{a} looked at the stall, then at the tears, and then at the stall again
{a} put one hand into {a.my} pocket and bit {a.my} lip
beat maybe start
@thinks a
beat say a to b
Here, take {m} of mine. You must sit right at the front!
Come on, I will pay for {b.me}. {m} coins are soon saved again
Dry your eyes. I have enough for both of us, and {m} coins are not the end of the world
beat so
{b.name} had the ride, waving at every turn, and {a} had only {k} coins left
{b} rode round and round and shouted for joy, and only {k} coins were left
{b.name} got a ticket and screamed with joy, but now {a} had no more than {k} coins
beat then
{a} went to the stall all the same, just to look at {x.the}
{a} walked over to look at {x.the} once more, at least
{a} came past the stall again and stopped to look at {x.the}
beat but
{c.intro}, who was looking after the stall, had seen everything
{c.intro}, who stood behind the counter, knew what had happened
the stall belonged to {c.intro}, who had seen the whole thing
beat say c to a
I need somebody to help me for an hour. Would {a} like to earn {m} coins?
I like people like {a.me}. If {a} can help me until noon, I will pay {m} coins
What you did was kind. Would {a} help me for a while and earn {m} coins?
beat so
{a} {job} until the church clock struck twelve
for a whole hour {a} {job} without a rest
until the shadows grew long, {a} {job}
beat and
in the end {a} could put {n} coins on the counter
with the {m} coins for the work {a} had {n} again
together with the {k} that were left, the {m} coins made {n} again
beat maybe start
@glad a
@tired a
@proud a
beat start
That was how {x.the} came home after all, and there was a good story to go with it
On the way home {a} carried {x.the} as carefully as an egg
At last {x.the} belonged to {a.me}, and it seemed even finer than before
beat maybe start
The next day {b.name} had the hole in that pocket sewn up
And whenever {b.name} came by, {b.name} was allowed to play with {x.them}, too
@ending a
@relief
@evening a

ask what x
? What did {a.name} want to buy at the fair
? What did {a.name} buy in the end
! {a.name} wanted {x.the}
! It was {x.the}
ask who b
? Who had lost the money for the ride
? Who was crying at the fair
! {b.name} had lost the money
! It was {b.name}
ask how-many k
? {a.name} had {n} coins and gave away {m}. How many were left
? How many coins were left after the ride
! {n} take away {m} leaves {k}, so {k} coins were left
! {k} coins were left, because {n} minus {m} is {k}
ask what ride
? What did {b.name} want to ride on
? On what did {b.name} have a ride
! {b.name} had a ride on the {ride}
! It was the {ride}
ask why
? Why did {b.name} have no money
! The money had fallen through a hole in the pocket
! It was because there was a hole in the pocket
ask who c
? Who gave {a.name} some work
? Who was looking after the stall
! It was {c.name}
! {c.name} gave {a.name} some work
ask colour x
? What colour was {x.the}
! {x.the} was {x.colour}
