title the spring cleaning
season spring
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word w1: a wedding hat, a cracked globe, a bird cage, a wooden horse, a box of letters, a brass trumpet, a sword made of tin, a rusty lantern, a pair of stilts, a sewing machine
word w2: a wedding hat, a cracked globe, a bird cage, a wooden horse, a box of letters, a brass trumpet, a sword made of tin, a rusty lantern, a pair of stilts, a sewing machine
word w3: a wedding hat, a cracked globe, a bird cage, a wooden horse, a box of letters, a brass trumpet, a sword made of tin, a rusty lantern, a pair of stilts, a sewing machine
word w4: a wedding hat, a cracked globe, a bird cage, a wooden horse, a box of letters, a brass trumpet, a sword made of tin, a rusty lantern, a pair of stilts, a sewing machine
word p1: behind the chimney, under a dust sheet, in a trunk, on a beam, inside a rolled carpet, under the window, in the darkest corner, between two mattresses
word p2: behind the chimney, under a dust sheet, in a trunk, on a beam, inside a rolled carpet, under the window, in the darkest corner, between two mattresses
word p3: behind the chimney, under a dust sheet, in a trunk, on a beam, inside a rolled carpet, under the window, in the darkest corner, between two mattresses
word p4: behind the chimney, under a dust sheet, in a trunk, on a beam, inside a rolled carpet, under the window, in the darkest corner, between two mattresses
word month: March, April
word dust: brooms and buckets, feather dusters, mops and rags
word food: gingerbread, rhubarb cake, rice pudding, bread and honey

beat start
3: In {month}, when the sun shone through the dusty windows, {e.intro} decided to clear the attic, and {a.intro} came to help
3: {e.intro} wanted to have the attic cleaned before Easter, and {a.intro} offered to help
3: Every spring {e.intro} said that the attic had to be cleared. This {month} it was done at last, with the help of {a.intro}
1: In {month}, when the sun shone through the dusty windows, {e.intro} decided to clear the attic, and I came to help
1: {e.intro} wanted to have the attic cleaned before Easter, and I offered to help
1: Every spring {e.intro} said that the attic had to be cleared. This {month} it was done at last, and I helped
beat start
{b.name}, {c.name} and {d.name} came along as well, with {dust}
There was work for four, so {b.name}, {c.name} and {d.name} came, too, with {dust}
{b.name}, {c.name} and {d.name} were at the door by nine o'clock, with {dust}
beat maybe start
@weather
@inside
beat say e
Nobody has been up there for thirty years. Throw everything out!
It is nothing but old rubbish. By this evening I want to see the floor
Do not ask me what it is. If it is dusty, it can go
beat maybe start
The stairs creaked, and the spiders moved to quieter corners
All the way up somebody was sneezing
beat mix start
{a} found {w1} {p1}
{a} discovered {w1} {p1}
{a} carried {w1} into the light, for it had been {p1}
beat mix start
{b.name} came upon {w2} {p2}
{b.name} found {w2} {p2}
{b.name} bumped against {w2} {p2}
beat mix start
{c.name} discovered {w3} {p3}
{c.name} found {w3} {p3}
{c.name} hit upon {w3} {p3}
beat mix start
{d.name} pulled out {w4}, which had been {p4}
{d.name} found {w4} {p4}
{d.name} reached {p4} and came out with {w4}
beat then
{e.name} came up with a jug of water to see how the work was going
{e.name} climbed up the ladder with a jug of water
at noon {e.name} brought up a jug of water
beat but
at the sight of the old things {e} became very quiet
{e} nearly dropped the jug at the sight of the old things
{e} put down the jug and had to sit on a box
beat say e
I thought that this was lost for ever! I had it when I was as old as you are
Oh! With each of these things I could tell you a story
Where did you find all this? I was seven when I saw these things for the last time
beat maybe start
@surprised a
beat then
the children put down their brooms, sat on the floor and listened
the brooms were put down, and {e.name} began to tell
all work stopped, and {e.name} told one story after the other
beat start
There was a story for each thing, and the last one ended when it was dark
One thing after the other was dusted and turned round, and every one of them had a story
Every scratch had a reason, and every dent was an adventure
beat start
In the end, nothing at all was thrown away
That evening the attic was clean, but not one thing had left it
Only the dust was carried downstairs, and everything else stayed
beat maybe start
@tired a
@glad e
beat and
each of the children was allowed to choose something to take home
{e} said that things were safest with people who knew their stories
each of the children got one thing as a present
beat maybe start
There was {food} for all, and nobody had clean hands
Before it was time to go home, there was {food} for all
@ending a
@evening a
beat maybe start
3: {a} hung a sign on the attic door. It said: Museum
1: I have hung a sign on the attic door. It says: Museum

ask what w1
? What did {a.name} find in the attic
! {a.name} found {w1}
! It was {w1}
ask who b
? Who found {w2}
? Who came upon {w2}
! {b.name} found {w2}
! It was {b.name}
ask what w3
? What did {c.name} find in the attic
? What did {c.name} discover
! {c.name} found {w3}
! It was {w3}
ask who d
? Who found {w4}
! {d.name} found {w4}
! It was {d.name}
ask where p2
? Where was {w2} found
! It was found {p2}
! It was {p2}
ask where p3
? Where was {w3} found
! It was found {p3}
! It was {p3}
ask who e
? Who told the stories
? Who knew a story about each thing
! It was {e.name}
! {e.name} told the stories of the old things
ask why
? Why was nothing thrown away
! There was a story for every single thing
! It was because each thing had a story
