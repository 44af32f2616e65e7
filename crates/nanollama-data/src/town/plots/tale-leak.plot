title the leak in the boat
season summer
thing b: goat, pig, fox, hare, badger, otter, goose, raccoon, dog, cat, sheep, hen
thing c: goat, pig, fox, hare, badger, otter, goose, raccoon, dog, cat, sheep, hen
thing d: goat, pig, fox, hare, badger, otter, goose, raccoon, dog, cat, sheep, hen
thing e: goat, pig, fox, hare, badger, otter, goose, raccoon, dog, cat, sheep, hen
word x1: a cork, a lump of wax, an old sock, a piece of leather, a wooden peg, a rag, a bit of tar, a mitten, a plum stone, a ball of moss, a slice of bread, a leaf of cabbage
word x2: a cork, a lump of wax, an old sock, a piece of leather, a wooden peg, a rag, a bit of tar, a mitten, a plum stone, a ball of moss, a slice of bread, a leaf of cabbage
word x3: a cork, a lump of wax, an old sock, a piece of leather, a wooden peg, a rag, a bit of tar, a mitten, a plum stone, a ball of moss, a slice of bread, a leaf of cabbage
word x4: a cork, a lump of wax, an old sock, a piece of leather, a wooden peg, a rag, a bit of tar, a mitten, a plum stone, a ball of moss, a slice of bread, a leaf of cabbage
word e1: I was asleep, I only looked at the fish, I cannot swim, my feet are small, I was told to sing, I paid for my seat, I was in front, I was at the back, I never touch wood, I was counting clouds
word e2: I was asleep, I only looked at the fish, I cannot swim, my feet are small, I was told to sing, I paid for my seat, I was in front, I was at the back, I never touch wood, I was counting clouds
word e3: I was asleep, I only looked at the fish, I cannot swim, my feet are small, I was told to sing, I paid for my seat, I was in front, I was at the back, I never touch wood, I was counting clouds
word e4: I was asleep, I only looked at the fish, I cannot swim, my feet are small, I was told to sing, I paid for my seat, I was in front, I was at the back, I never touch wood, I was counting clouds
word boat: rowing boat, ferry boat, barge, fishing boat
word where: to the island, to the other shore, to the fair, to a wedding

beat start
Four animals were sitting in a {boat} and were on the way {where}
It was a calm day, and a {boat} with four animals in it was gliding along {where}
Four animals had taken a {boat} together to get {where}
A {boat} with four animals on board was in the middle of the lake, on the way {where}
beat maybe start
@weather
@water
beat but
all at once there was a hole in the floor, and the water came in like a fountain
somebody felt something wet, and there was a hole in the floor
there was a loud crack, and a thin jet of water rose between the boards
beat start
Nobody wanted to take the blame
Four mouths opened, and not one of them to help
Instead of doing something about it, they all spoke at the same time
beat mix say b
It was not me! {e1}
I have not moved an inch. {e1}
Do not look at me. {e1}
beat mix say c
What have I got to do with it? {e2}
Please leave me out of it. {e2}
Ask somebody else. {e2}
beat mix say d
I know nothing about it. {e3}
You need not stare at me like that. {e3}
Why should it be me? {e3}
beat mix say e
How can you think such a thing of me? {e4}
I could swear an oath. {e4}
I am the last one to make holes. {e4}
beat then
the water reached their knees
the water rose as far as the bench
their feet got wet, and soon after that their tails
beat say c
Does it matter who it was? The water does not ask
Shout less and look into your bags! Something must fit into it
If we go on like this, the fish will find out who was right
beat so
they put their claws, hooves and paws into their pockets and baskets and brought out what they had
each of them looked for something to stop it with
it was quiet at last, and four bags were opened
beat mix start
{b} had {x1}
{x1} lay at the bottom of the bag of {b}
{x1} came from {b}
{b} found {x1}
beat mix start
{c} gave {x2}
{c} threw {x2} on the bench
{c} pulled out {x2}
From {c} came {x2}
beat mix start
{d} could spare {x3}
{d} parted with {x3}
{d} held out {x3}
{x3} was all that {d} had
beat mix start
{e} offered {x4}
{e} sacrificed {x4}
{e} brought {x4}
There was {x4} from {e}
beat start
One thing alone was too little, but pressed together they filled the hole as tightly as a lid
They turned it all into one hard ball, {e.the} stamped on it, and the hole was shut
All four things were pushed into the hole, one on top of the other, and not a drop came in any more
beat then
they scooped it up with hats and shoes and poured the lake back into the lake
the four of them bailed out the water and rowed as they had never rowed before
now there was work for everybody, with bucket, hat and oar
beat maybe say e
To be honest, I think that it was me. I danced a little
I have been thinking about it, and it may have been me who scratched on that board
Perhaps it was all of us. We are rather heavy
beat maybe start
They arrived late and wet, but as good friends
When they stepped on land, they looked at each other and burst out laughing
The hole is still there, and the plug is still in it, and nobody asks any more

ask what x1
? What did {b.the} have to stop the hole with
? What did {b.the} give
! {b.the} gave {x1}
! It was {x1}
ask who b
? Who gave {x1}
? From whom came {x1}
! {b.the} gave {x1}
! It came from {b.the}
ask what x2
? What did {c.the} have to stop the hole with
? What did {c.the} give
! {c.the} gave {x2}
! It was {x2}
ask who c
? Who gave {x2}
? From whom came {x2}
! {c.the} gave {x2}
! It came from {c.the}
ask what x3
? What did {d.the} have to stop the hole with
? What did {d.the} give
! {d.the} gave {x3}
! It was {x3}
ask who d
? Who gave {x3}
? From whom came {x3}
! {d.the} gave {x3}
! It came from {d.the}
ask what x4
? What did {e.the} have to stop the hole with
? What did {e.the} give
! {e.the} gave {x4}
! It was {x4}
ask who e
? Who gave {x4}
? From whom came {x4}
! {e.the} gave {x4}
! It came from {e.the}
ask why
? Why did water come into the {boat}
? What was the matter with the {boat}
! There was a hole in the floor
! The floor had a hole
