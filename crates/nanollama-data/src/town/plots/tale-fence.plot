title fruit on the wrong side of the fence
cast a: pet
cast b: pet
cast c: old
thing x: pears*, plums*, apples*, apricots*, peaches*
word storm: a September gale, a thunderstorm, a strong east wind, a sudden squall
word sweet: jam, pudding, dumplings, cake, compote
number n: 6..20

beat start
3: {a.intro} and {b.intro} lived side by side, with a fence between them
3: On the left of the fence lived {a.intro}, and on the right of it lived {b.intro}
1: I lived on the left of the fence, and on the right of it lived {b.intro}
beat start
A tree stood on one side, but its longest branch hung over on the other
There was a tree, and it was so big that it did not care much about the fence
The tree had its roots on the left and half of its branches on the right
beat then
{storm} shook the branches, and {n} {x.s} fell on the right
{storm} came in the night, and in the morning {n} {x.s} lay on the right-hand side
{storm} blew over the gardens, and {n} {x.s} were torn off and fell on the right
beat say a to b
Those are mine, {b.name}, for they grew on my tree
Give them back, please. The roots are on my side
I watered that tree for years, {b.name}. Hand me my fruit, please
beat say b to a
They fell on my grass, {a.name}, so they are mine
I have been sweeping up the leaves of that tree for years, {a.name}. Now I want the fruit, too
What lies in my garden belongs to me, {a.name}
beat start
There was such a quarrel that the leaves trembled
Each day it grew louder, and other people closed their windows
Nobody would give in, and nobody touched the fruit
beat start
Two days later the wasps had found the fruit, and on the third day it began to turn brown
The fruit lay where it lay, and every day it grew softer
For two days the fruit lay there, and the wasps were the only ones who ate
beat then
{c.intro} came by and leaned on the fence
{c.intro}, who was passing with a basket, heard the noise
{c.intro} looked over the hedge to see what the noise was about
beat say c
May I ask who planted the tree?
And whose is the wind that shook it?
May I ask a question? To whom does the rain belong that made them so sweet?
beat start
That was something that nobody could answer
There was a long silence on both sides
Both mouths opened, and both of them shut again
beat say c
I thought so. I have a pan and some sugar. Who can light a fire?
That is what I expected. Get me a pot, a spoon and some wood
Well, I can make {sweet} out of that, if one of you picks up and the other one washes
beat so
{b.name} picked up, and {a} fetched the water
{a} washed the fruit in a bucket, and {b.name} took out the stones and stalks
everybody helped, and soon it bubbled in the pot
beat and
an hour later there was hot {sweet} on both sides of the fence
in the evening it smelled of {sweet} on the left and on the right
before sunset there was {sweet} for everyone, with the fence as a table
beat maybe say b to a
It tastes of your tree, {a.name}
Next year we shall shake it ourselves, {a.name}
I wonder why we did not think of that ourselves, {a.name}
beat maybe start
One board was taken out of the fence that autumn, and nobody put it back
The next spring there were two benches under the tree, one on each side
beat maybe start
@glad a

ask how-many n
? How many {x.s} fell down
? How many {x.s} lay on the right
! {n} of them fell down
! There were {n} {x.s}
ask why
? Why did {a.name} and {b.name} quarrel
? What was the quarrel about
! Both of them wanted the {x.s}
! It was because both of them wanted the {x.s}
ask why
? Why did {a.name} want to have the fruit
? What right to the fruit did {a.name} have
! It had grown on a tree that belonged to {a.name}
! The tree stood on {a.my} side
ask who c
? Who made peace between them
? Who had the idea of cooking the fruit
! It was {c.name}
! {c.name} did
ask what sweet
? What was made out of the fruit
? What did they eat in the end
! It was {sweet}
! They made {sweet} out of it
