title five snowmen in a row
season winter
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
word n1: a carrot, a cork, a pine cone, a radish, a spoon, a potato, a clothes peg, a parsnip, a chestnut, a pencil
word n2: a carrot, a cork, a pine cone, a radish, a spoon, a potato, a clothes peg, a parsnip, a chestnut, a pencil
word n3: a carrot, a cork, a pine cone, a radish, a spoon, a potato, a clothes peg, a parsnip, a chestnut, a pencil
word n4: a carrot, a cork, a pine cone, a radish, a spoon, a potato, a clothes peg, a parsnip, a chestnut, a pencil
word h1: a flower pot, a straw hat, a saucepan, a woolly cap, a paper crown, a top hat, a basket, a sieve, a bonnet, a lampshade
word h2: a flower pot, a straw hat, a saucepan, a woolly cap, a paper crown, a top hat, a basket, a sieve, a bonnet, a lampshade
word h3: a flower pot, a straw hat, a saucepan, a woolly cap, a paper crown, a top hat, a basket, a sieve, a bonnet, a lampshade
word h4: a flower pot, a straw hat, a saucepan, a woolly cap, a paper crown, a top hat, a basket, a sieve, a bonnet, a lampshade
word w1: Sir Frost, Auntie Flake, Mister Drip, Captain Cold, Lady Icicle, Doctor Sleet, Old Shiver, Uncle Slush, Queen Crystal, Little Thaw
word w2: Sir Frost, Auntie Flake, Mister Drip, Captain Cold, Lady Icicle, Doctor Sleet, Old Shiver, Uncle Slush, Queen Crystal, Little Thaw
word w3: Sir Frost, Auntie Flake, Mister Drip, Captain Cold, Lady Icicle, Doctor Sleet, Old Shiver, Uncle Slush, Queen Crystal, Little Thaw
word w4: Sir Frost, Auntie Flake, Mister Drip, Captain Cold, Lady Icicle, Doctor Sleet, Old Shiver, Uncle Slush, Queen Crystal, Little Thaw
place p: park, meadow, garden, village square

beat start
3: It had snowed all night, and in the morning {a.intro} was the first to run {p.to}
3: {a.intro} had been waiting for snow since November, and now it lay {p.in}, white and deep
1: It had snowed all night, and in the morning I was the first to run {p.to}
1: I had been waiting for snow since November, and now it lay {p.in}, white and deep
beat then
{b.name}, {c.name}, {d.name} and {e.name} came with sledges and red noses
four more children came out: {e.name}, {d.name}, {c.name} and {b.name}
beat maybe start
@weather
beat say b to a
Let us build one snowman each, {a.name}. There is enough for an army
Snowmen, {a.name}! One for everybody, and no two alike
beat start
3: They rolled and pushed and patted until their mittens were as hard as boards
1: Everyone rolled and pushed and patted until all our mittens were as hard as boards
Big balls and small balls rolled about, and it was hard to say who was whiter in the end
beat mix start
The one that {b.name} made had {n1} for a nose and {h1} on its head, and it was called {w1}
{b.name} gave {w1} {n1} for a nose and {h1} to wear
{w1}, with {n1} for a nose, got {h1} from {b.name}
With {n1} in the middle of the face and {h1} on top, {w1} was {b.name}'s snowman
beat mix start
{c.name} put {h2} on a snowman called {w2} and stuck {n2} in the middle of the face
{w2}, made by {c.name}, had {n2} for a nose and wore {h2}
{c.name} built {w2}, and {n2} became the nose, and {h2} covered the head
beat mix start
{d.name} made {w3}, whose nose was {n3} and who wore {h3}
{d.name} was proud of {w3}, who had {n3} for a nose and wore {h3}
For {w3}, {d.name} had brought {n3} for a nose and {h3} for the head
beat mix start
{e.name} chose {n4} for a nose, {h4} for the head and {w4} for a name
{e.name}'s snowman was {w4}, with {h4} above and {n4} in the middle of the face
{w4}, a snowman with {n4} for a nose and {h4} on its head, came from {e.name}
beat start
3: {a} had no snow left for a whole one and made a snow cat at their feet
3: The fifth was by {a}, and it was so small that it could sit on a hand
1: I had no snow left for a whole one and made a snow cat at their feet
1: The fifth was mine, and it was so small that it could sit on a hand
beat maybe start
A dog came by and barked at every one of them
People stopped, laughed and took off their hats to them
beat but
after three days a warm wind blew, and they grew thinner and thinner
on Friday it began to drip, and the row became smaller by the hour
beat say c
Do not be sad. They have only gone to fetch more snow
I am sure that they will meet again in the river
beat then
{a} picked up what was left, {n1} and {n2}, {n3} and {n4}
there was nothing left but hats and noses, and {a} put them into a box until next winter
beat maybe start
@ending a

ask who b
? Who made {w1}
? Whose snowman was {w1}
! {b.name} made {w1}
! It was {b.name} who made it
ask what w1
? What was {b.name}'s snowman called
? What name did {b.name} choose
! It was called {w1}
! {b.name} called it {w1}
ask what n1
? What did {w1} have for a nose
? What was the nose of the snowman that {b.name} made
! The nose was {n1}
! It had {n1} for a nose
ask what h1
? What did {w1} have on its head
? What did {b.name} use for a hat
! It was {h1}
! {w1} wore {h1}
ask what w1
? Which snowman had {n1} for a nose
? Which of them wore {h1}
! It was {w1}, made by {b.name}
ask who c
? Who made {w2}
? Whose snowman was {w2}
! {c.name} made {w2}
! It was {c.name} who made it
ask what w2
? What was {c.name}'s snowman called
? What name did {c.name} choose
! It was called {w2}
! {c.name} called it {w2}
ask what n2
? What did {w2} have for a nose
? What was the nose of the snowman that {c.name} made
! The nose was {n2}
! It had {n2} for a nose
ask what h2
? What did {w2} have on its head
? What did {c.name} use for a hat
! It was {h2}
! {w2} wore {h2}
ask what w2
? Which snowman had {n2} for a nose
? Which of them wore {h2}
! It was {w2}, made by {c.name}
ask who d
? Who made {w3}
? Whose snowman was {w3}
! {d.name} made {w3}
! It was {d.name} who made it
ask what w3
? What was {d.name}'s snowman called
? What name did {d.name} choose
! It was called {w3}
! {d.name} called it {w3}
ask what n3
? What did {w3} have for a nose
? What was the nose of the snowman that {d.name} made
! The nose was {n3}
! It had {n3} for a nose
ask what h3
? What did {w3} have on its head
? What did {d.name} use for a hat
! It was {h3}
! {w3} wore {h3}
ask what w3
? Which snowman had {n3} for a nose
? Which of them wore {h3}
! It was {w3}, made by {d.name}
ask who e
? Who made {w4}
? Whose snowman was {w4}
! {e.name} made {w4}
! It was {e.name} who made it
ask what w4
? What was {e.name}'s snowman called
? What name did {e.name} choose
! It was called {w4}
! {e.name} called it {w4}
ask what n4
? What did {w4} have for a nose
? What was the nose of the snowman that {e.name} made
! The nose was {n4}
! It had {n4} for a nose
ask what h4
? What did {w4} have on its head
? What did {e.name} use for a hat
! It was {h4}
! {w4} wore {h4}
ask what w4
? Which snowman had {n4} for a nose
? Which of them wore {h4}
! It was {w4}, made by {e.name}
ask yes-no
? Was {w3} made by {d.name}
? Did {d.name} make {w3}
! Yes, {d.name} made {w3}
! Yes, it was {d.name} who made {w3}
ask yes-no
? Did {w2} have {n4} for a nose
? Was {n4} the nose of {w2}
! No, {w2} had {n2} for a nose
! No, {n4} was the nose of {w4}
