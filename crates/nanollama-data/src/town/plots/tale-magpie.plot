title the magpie and the shining things
season summer
cast a: child
cast b: grown
cast c: child
cast d: old
cast e: grown
thing m: magpie, jackdaw; clever, young, bold, cheeky
word x1: silver spoon, ring, key, thimble, glass marble, brass button, coin, earring, needle case, tin star, belt buckle, little bell, watch chain
word x2: silver spoon, ring, key, thimble, glass marble, brass button, coin, earring, needle case, tin star, belt buckle, little bell, watch chain
word x3: silver spoon, ring, key, thimble, glass marble, brass button, coin, earring, needle case, tin star, belt buckle, little bell, watch chain
word x4: silver spoon, ring, key, thimble, glass marble, brass button, coin, earring, needle case, tin star, belt buckle, little bell, watch chain
word p1: from a windowsill, from the kitchen table, out of an open drawer, from the rim of the well, out of a sewing basket, from the top of a wall, off a tablecloth, from a garden bench
word p2: from a windowsill, from the kitchen table, out of an open drawer, from the rim of the well, out of a sewing basket, from the top of a wall, off a tablecloth, from a garden bench
word p3: from a windowsill, from the kitchen table, out of an open drawer, from the rim of the well, out of a sewing basket, from the top of a wall, off a tablecloth, from a garden bench
word p4: from a windowsill, from the kitchen table, out of an open drawer, from the rim of the well, out of a sewing basket, from the top of a wall, off a tablecloth, from a garden bench
word tree: poplar, elm, pine, lime tree, larch
word nest: a hole in the trunk, a nest of twigs, a fork of the branches
word swap: silver paper, bottle caps, glass beads, a broken mirror

beat start
3: In the {tree} behind the house of {a.intro} lived {m}, who loved everything that shone
3: {a.intro} had watched {m} for weeks, as it flew in and out of the {tree}
1: In the {tree} behind our house lived {m}, who loved everything that shone
1: For weeks I had watched {m}, as it flew in and out of the {tree}
beat but
in the town people began to miss things
one thing after another went missing in the street
beat mix start
{b.intro} had lost {x1.a}, and it had been taken {p1}
{x1.a} had been taken {p1}, and {b.intro} looked for it everywhere
{b.intro} was angry, because {x1.a} had been stolen {p1}
beat mix start
{c.intro} missed {x2.a}, which somebody had taken {p2}
For a week {c.intro} had been looking for {x2.a}, which had been taken {p2}
{x2.a} was stolen {p2}, and it was the property of {c.intro}
beat mix start
The {x3} of {d.intro} was gone, snatched {p3}
{d.intro} could not find the {x3} any more, which had been carried away {p3}
{d.intro} said that somebody had taken the {x3} {p3}
beat mix start
{e.intro} had turned round only once, and the {x4} had been stolen {p4}
The {x4} had been taken {p4}, and {e.intro} was in despair
{e.intro} had offered a reward for the {x4}, which had been stolen {p4}
beat maybe start
@town
beat say d
There is a thief among us
One cannot leave anything lying about any more
beat start
{a} said nothing, took the longest ladder and climbed up to {nest}
{a} thought of somebody with feathers and went to fetch a ladder
beat start
Up there it glittered like a shop window
Among moss and twigs lay the whole treasure
beat say a
So it was you! But these things belong to somebody
You cannot know whose they are. But I do
beat so
{a} left {swap} in their place and carried everything down in a cap
{a} took it all out and put in {swap} instead
beat then
the {x1} was given back, and so were the {x2}, the {x3} and the {x4}
each of the four got back what had been lost
beat and
{m.the} looked at the new things from all sides and was just as pleased
{m.the} scolded for a while and then began to play with {swap}
beat maybe say e
What a rascal! But I must say that it has good taste
beat maybe start
@proud a
@ending a

ask who b
? Who had lost the {x1}
? To whom did the {x1} belong
! The {x1} belonged to {b.name}
! {b.name} was the owner
ask what x1
? What had {b.name} lost
? What was stolen from {b.name}
! {b.name} had lost the {x1}
! It was the {x1}
ask where p1
? From where had the {x1} been taken
? Where had the thief got the {x1}
! It had been taken {p1}
! The {x1} had been stolen {p1}
ask who c
? Who had lost the {x2}
? To whom did the {x2} belong
! The {x2} belonged to {c.name}
! {c.name} was the owner
ask what x2
? What had {c.name} lost
? What was stolen from {c.name}
! {c.name} had lost the {x2}
! It was the {x2}
ask where p2
? From where had the {x2} been taken
? Where had the thief got the {x2}
! It had been taken {p2}
! The {x2} had been stolen {p2}
ask who d
? Who had lost the {x3}
? To whom did the {x3} belong
! The {x3} belonged to {d.name}
! {d.name} was the owner
ask what x3
? What had {d.name} lost
? What was stolen from {d.name}
! {d.name} had lost the {x3}
! It was the {x3}
ask where p3
? From where had the {x3} been taken
? Where had the thief got the {x3}
! It had been taken {p3}
! The {x3} had been stolen {p3}
ask who e
? Who had lost the {x4}
? To whom did the {x4} belong
! The {x4} belonged to {e.name}
! {e.name} was the owner
ask what x4
? What had {e.name} lost
? What was stolen from {e.name}
! {e.name} had lost the {x4}
! It was the {x4}
ask where p4
? From where had the {x4} been taken
? Where had the thief got the {x4}
! It had been taken {p4}
! The {x4} had been stolen {p4}
ask who m
? Who was the thief
? Who had taken all the things
! It was {m.the}
! {m.the} had taken them
ask what swap
? What did {a.name} put into the nest instead
? With what did {m.the} play in the end
! It was {swap}
! {a.name} had put {swap} there
