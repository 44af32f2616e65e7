title a rhyme of the apple tree
form rhyme
word w: cat, hen, snail, child, mouse
word v: dog, goat, fox, calf, goose
word u: baker, farmer, miller, tailor, teacher
word c: golden, yellow, russet, rosy, shiny
word d: basket, bucket, barrow

beat line
The {w} sat (high|still) upon the wall
The {w} was on the garden wall
beat line
And (watched|heard) the {c} apples fall.
And saw the {c} apples fall.
beat line
Plip, plop, plip, plop, round and round,
beat line
Apples, apples on the ground!
beat line
The {v} came (running|trotting|hopping) down the lane,
beat line
And then there was a (drop|spell|bit) of rain.
And then it felt a drop of rain.
beat line
Plip, plop, plip, plop, round and round,
beat line
Apples, apples on the ground!
beat line
The {u} fetched a {d}, too,
The {u} brought a {d}, too,
beat line
And (filled|packed) it till the day was through.
And picked till half the day was through.
beat line
Plip, plop, plip, plop, round and round,
beat line
Fewer apples on the ground!
beat line
They baked a pie, they baked it brown,
They made a pie, all crisp and brown,
beat line
The (biggest|finest) pie in all the town.
And carried it around the town.
beat line
Munch, crunch, munch, crunch, round and round,
beat line
Not an apple on the ground!

ask what
? What fell to the ground
? What fell from the tree
! {c} apples fell to the ground
! The apples fell
ask who
? Who (sat|was) on the wall
? Who was there first
! The {w} was on the wall
! It was the {w}
ask who
? Who came down the lane
! The {v} came down the lane
! It was the {v}
ask what
? What was made (with|from) the apples
? What did they bake in the end
! They baked a pie
! It was a pie
ask who
? Who picked up the apples
? Who came with a {d}
! The {u} came with a {d} and picked them up
! It was the {u}
