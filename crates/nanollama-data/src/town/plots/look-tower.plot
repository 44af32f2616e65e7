title what could be seen from the tower
cast a: child
cast g: old
cast b: child
cast c: grown
cast d: child
cast e: grown
word w1: north, south, east, west
word w2: north, south, east, west
word w3: north, south, east, west
word w4: north, south, east, west
word x1: a ship with brown sails, a stork's nest with three young ones, a flock of sheep without a shepherd, a circus tent, a runaway horse, a rainbow, a thundercloud, a balloon, a long line of geese, a broken bridge, a wedding coach, a fox in a cornfield, a steam train, a house with a blue roof, an empty rowing boat
word x2: a ship with brown sails, a stork's nest with three young ones, a flock of sheep without a shepherd, a circus tent, a runaway horse, a rainbow, a thundercloud, a balloon, a long line of geese, a broken bridge, a wedding coach, a fox in a cornfield, a steam train, a house with a blue roof, an empty rowing boat
word x3: a ship with brown sails, a stork's nest with three young ones, a flock of sheep without a shepherd, a circus tent, a runaway horse, a rainbow, a thundercloud, a balloon, a long line of geese, a broken bridge, a wedding coach, a fox in a cornfield, a steam train, a house with a blue roof, an empty rowing boat
word x4: a ship with brown sails, a stork's nest with three young ones, a flock of sheep without a shepherd, a circus tent, a runaway horse, a rainbow, a thundercloud, a balloon, a long line of geese, a broken bridge, a wedding coach, a fox in a cornfield, a steam train, a house with a blue roof, an empty rowing boat
word r1: rang a bell, waved a handkerchief, shouted for joy, wrote it down, blew a whistle, leaned out too far, drew a picture of it, clapped, began to count, called everybody over, laughed out loud, made a wish, whispered something, took off a hat
word r2: rang a bell, waved a handkerchief, shouted for joy, wrote it down, blew a whistle, leaned out too far, drew a picture of it, clapped, began to count, called everybody over, laughed out loud, made a wish, whispered something, took off a hat
word r3: rang a bell, waved a handkerchief, shouted for joy, wrote it down, blew a whistle, leaned out too far, drew a picture of it, clapped, began to count, called everybody over, laughed out loud, made a wish, whispered something, took off a hat
word r4: rang a bell, waved a handkerchief, shouted for joy, wrote it down, blew a whistle, leaned out too far, drew a picture of it, clapped, began to count, called everybody over, laughed out loud, made a wish, whispered something, took off a hat
number n: 90..300

beat start
3: {g.intro} kept watch on the tower of the town hall, and one bright day {a.intro} climbed up with four others
3: It was {n} steps to the top of the tower where {g.intro} kept watch, and {a.intro} counted them all
1: {g.intro} kept watch on the tower of the town hall, and one bright day I climbed up with four others
1: It was {n} steps to the top of the tower where {g.intro} kept watch, and I counted them all
beat start
Up there were four windows, one for each quarter of the sky
A warm wind came through the four open windows, and the people below were as small as ants
beat say g to a
My eyes are tired, {a.name}. Let your friends look out, and tell me what there is
Four windows and only two old eyes! Will you help me to keep watch, {a.name}?
beat mix start
{b.intro} looked {w1}, saw {x1} and {r1}
To the {w1} there was {x1}, and {b.intro} {r1}
At the window to the {w1}, {b.intro} spotted {x1} and {r1}
beat mix start
{c.intro} stood at the {w2} window, discovered {x2} and {r2}
{c.intro}, who was looking {w2}, caught sight of {x2} and {r2}
In the {w2}, {c.intro} found {x2} and {r2}
beat mix start
The {w3} was for {d.intro}, who saw {x3} and {r3}
{d.intro} {r3}, for in the {w3} there was {x3}
From the {w3} window, {d.intro} had a fine view of {x3} and {r3}
beat mix start
{e.intro} turned to the {w4}, where there was {x4}, and {r4}
{x4} in the {w4} was what {e.intro} noticed, and {e} {r4}
{e.intro} watched {x4} in the {w4} and {r4}
beat and
{a} told it all to {g.name}, who wrote it down in a thick book
{g.name} listened to every word, and {a} had to repeat it twice
beat say g
However often I climb up here, the world is new every day
That is more than I have seen all week
beat maybe start
At noon the great bell struck, and everybody covered both ears
A swallow flew in at one window and out at another
beat start
3: On the way down {a} did not count the steps any more
3: Before they left, {a} was allowed to ring the small bell
1: On the way down I did not count the steps any more
1: Before I went down, I was allowed to ring the small bell
beat maybe start
@ending a

ask what x1
? What did {b.name} see
? What was {b.name} looking at
! {b.name} saw {x1}
! It was {x1}
ask who b
? Who saw {x1}
? Who was the one to spot {x1}
! {b.name} saw {x1}
! It was {b.name}
ask what w1
? In which direction did {b.name} look
? To which side was {b.name}'s window
! {b.name} looked {w1}
! It was {w1}
ask what x1
? What was there in the {w1}
? What could be seen from the window to the {w1}
! In the {w1} there was {x1}
! It was {x1}, seen by {b.name}
ask who b
? Who looked {w1}
? Who stood at the {w1} window
! {b.name} looked {w1}
! It was {b.name}
ask what x2
? What did {c.name} see
? What was {c.name} looking at
! {c.name} saw {x2}
! It was {x2}
ask who c
? Who saw {x2}
? Who was the one to spot {x2}
! {c.name} saw {x2}
! It was {c.name}
ask what w2
? In which direction did {c.name} look
? To which side was {c.name}'s window
! {c.name} looked {w2}
! It was {w2}
ask what x2
? What was there in the {w2}
? What could be seen from the window to the {w2}
! In the {w2} there was {x2}
! It was {x2}, seen by {c.name}
ask who c
? Who looked {w2}
? Who stood at the {w2} window
! {c.name} looked {w2}
! It was {c.name}
ask what x3
? What did {d.name} see
? What was {d.name} looking at
! {d.name} saw {x3}
! It was {x3}
ask who d
? Who saw {x3}
? Who was the one to spot {x3}
! {d.name} saw {x3}
! It was {d.name}
ask what w3
? In which direction did {d.name} look
? To which side was {d.name}'s window
! {d.name} looked {w3}
! It was {w3}
ask what x3
? What was there in the {w3}
? What could be seen from the window to the {w3}
! In the {w3} there was {x3}
! It was {x3}, seen by {d.name}
ask who d
? Who looked {w3}
? Who stood at the {w3} window
! {d.name} looked {w3}
! It was {d.name}
ask what x4
? What did {e.name} see
? What was {e.name} looking at
! {e.name} saw {x4}
! It was {x4}
ask who e
? Who saw {x4}
? Who was the one to spot {x4}
! {e.name} saw {x4}
! It was {e.name}
ask what w4
? In which direction did {e.name} look
? To which side was {e.name}'s window
! {e.name} looked {w4}
! It was {w4}
ask what x4
? What was there in the {w4}
? What could be seen from the window to the {w4}
! In the {w4} there was {x4}
! It was {x4}, seen by {e.name}
ask who e
? Who looked {w4}
? Who stood at the {w4} window
! {e.name} looked {w4}
! It was {e.name}
ask what r1
? What did {b.name} do at the window
? What did {b.name} do at the sight
! {b.name} {r1}
ask what r3
? What did {d.name} do at the window
? What did {d.name} do at the sight
! {d.name} {r3}
ask what r4
? What did {e.name} do at the window
? What did {e.name} do at the sight
! {e.name} {r4}
ask what r1
? What did the one at the {w1} window do
! {b.name} {r1}
ask what r2
? What did the one at the {w2} window do
! {c.name} {r2}
ask what r3
? What did the one at the {w3} window do
! {d.name} {r3}
ask what r4
? What did the one at the {w4} window do
! {e.name} {r4}
