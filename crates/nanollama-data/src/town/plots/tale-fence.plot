title fruit on the wrong side of the fence
cast a: pet
cast b: pet
cast c: old
thing x: pears*, plums*, apples*, apricots*, peaches*
word storm: a September gale, a thunderstorm, a strong east wind, a sudden squall
word sweet: jam, pudding, tart, dumplings, cake
number n: 6..20

beat start
3: {a.intro} and {b.intro} lived side by side, with a fence between them
3: On the left of the fence lived {a.intro}, and on the right of it lived {b.intro}
1: I lived on the left of the fence, and on the right of it lived {b.intro}
beat start
A tree stood on one side, but its longest branch hung over on the other
The tree had its roots on the left and half of its branches on the right
beat then
{storm} shook the branches, and {n} {x.s} fell on the right
{storm} came in the night, and in the morning {n} {x.s} lay on the right-hand side
beat say a to b
Those are mine, {b.name}, for they grew on my tree
Give them back, please. The roots are on my side
beat say b to a
They fell on my grass, {a.name}, so they are mine
What lies in my garden belongs to me, {a.name}
beat start
There was such a quarrel that the leaves trembled
Nobody would give in, and nobody touched the fruit
beat start
Two days later the wasps had found the fruit, and on the third day it began to turn brown
For two days the fruit lay there, and the wasps were the only ones who ate
beat then
{c.intro} came by and leaned on the fence
{c.intro}, who was passing with a basket, heard the noise
beat say c
May I ask who planted the tree?
And whose is the wind that shook it?
beat start
That was something that nobody could answer
There was a long silence on both sides
beat say c
I thought so. I have a pan and some sugar. Who can light a fire?
Well, I can make {sweet} out of that, if one of you picks up and the other one washes
beat so
{b.name} picked up, and {a} fetched the water
{a} washed the fruit in a bucket, and {b.name} took out the stones and stalks
beat and
an hour later there was hot {sweet} on both sides of the fence
in the evening it smelled of {sweet} on the left and on the right
beat maybe say b to a
It tastes of your tree, {a.name}
Next year we shall shake it ourselves, {a.name}
beat maybe start
One board was taken out of the fence that autumn, and nobody put it back
The next spring there were two benches under the tree, one on each side

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
! The tree stood on the side of {a.name}
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
