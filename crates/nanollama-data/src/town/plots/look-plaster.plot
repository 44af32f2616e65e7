title a plaster full of pictures
cast a: child
cast g: doctor
cast b: child
cast c: child
cast d: old
cast e: child
word x1: an elephant, a sailing boat, a cactus, a clown, a windmill, a whale, a snail on skis, a crown, a palm tree, a hot-air balloon, a dragon, a teapot, a lighthouse, a smiling moon
word x2: an elephant, a sailing boat, a cactus, a clown, a windmill, a whale, a snail on skis, a crown, a palm tree, a hot-air balloon, a dragon, a teapot, a lighthouse, a smiling moon
word x3: an elephant, a sailing boat, a cactus, a clown, a windmill, a whale, a snail on skis, a crown, a palm tree, a hot-air balloon, a dragon, a teapot, a lighthouse, a smiling moon
word x4: an elephant, a sailing boat, a cactus, a clown, a windmill, a whale, a snail on skis, a crown, a palm tree, a hot-air balloon, a dragon, a teapot, a lighthouse, a smiling moon
word c1: red, blue, green, yellow, black, brown, purple, orange, pink, silver
word c2: red, blue, green, yellow, black, brown, purple, orange, pink, silver
word c3: red, blue, green, yellow, black, brown, purple, orange, pink, silver
word c4: red, blue, green, yellow, black, brown, purple, orange, pink, silver
word p1: on the heel, above the ankle, below the knee, on the shin, on the sole, at the very top, round the back, beside the big toe
word p2: on the heel, above the ankle, below the knee, on the shin, on the sole, at the very top, round the back, beside the big toe
word p3: on the heel, above the ankle, below the knee, on the shin, on the sole, at the very top, round the back, beside the big toe
word p4: on the heel, above the ankle, below the knee, on the shin, on the sole, at the very top, round the back, beside the big toe
word fall: out of a cherry tree, down the cellar steps, off a pony, off a wall, over a bucket, into an empty ditch

beat start
3: {a.intro} had fallen {fall}, and one leg was broken
3: In the first week of the holidays {a.intro} fell {fall} and broke a leg
1: I had fallen {fall}, and one leg was broken
1: In the first week of the holidays I fell {fall} and broke a leg
beat then
{g.intro} put it in plaster, white and heavy, from the toes to the knee
{g.intro} wrapped it in wet plaster, which grew as hard as stone
beat say g to a
Three weeks of sitting still, {a.name}. That is the whole medicine
The bone will heal by itself, {a.name}, if you let it
beat maybe start
@sad a
beat start
{a} looked at the white leg and could have cried with boredom
The plaster was as white as a wall and just as dull
beat but
then the visitors came, and each of them brought a brush
a box with paint stood on the table, and nobody who came in could resist it
beat mix start
{b.intro} painted {x1} {p1}, and all in {c1}
{p1}, {b.intro} drew {x1} with {c1} paint
{b.intro} wanted the place {p1} and made {x1} in {c1}
The picture {p1} was {x1}, done in {c1} by {b.intro}
beat mix start
In {c2}, {c.intro} put {x2} {p2}
{c.intro} took the {c2} paint and turned a spot {p2} into {x2}
{c.intro} found room {p2} for {x2} in {c2}
{x2} appeared {p2}, all {c2}, and {c.intro} was the painter
beat mix start
{d.intro} had not painted for sixty years, but managed {x3} in {c3} {p3}
{d.intro} dipped a finger into the {c3} paint, and soon there was {x3} {p3}
With a steady hand, {d.intro} painted {x3} {p3}, in {c3}
{p3} one could now see {x3} in {c3}, the work of {d.intro}
beat mix start
{e.intro} chose {c4} for {x4} {p4}
{e.intro} worked for an hour {p4}, and the result was {x4} in {c4}
It tickled when {e.intro} painted {x4} {p4} in {c4}
{e.intro} needed a lot of {c4} for {x4} {p4}
beat start
After that the leg was the finest in the street, and people came just to look at it
There was not one white spot left, and every day was like a visit to a museum
beat when
the three weeks were over
the day came to cut it open
beat start
{a} did not want to give it away
{a} suddenly loved the plaster
{a} looked at all the pictures and sighed
beat say a
Please cut it along the back, so that the pictures stay whole
May I keep it? It is the best thing I ever had on
beat maybe start
3: It stands on the cupboard to this day, with an umbrella in it
1: It stands on my cupboard to this day, with an umbrella in it
beat maybe start
@ending a

ask who b
? Who painted {x1}
? Who was the painter of {x1}
! {b.name} painted {x1}
! It was {b.name}
ask what x1
? What did {b.name} paint
? Which picture was by {b.name}
! {b.name} painted {x1}
! It was {x1}
ask where p1
? Where did {b.name} paint
? Where was {x1}
! It was {p1}
! {b.name} painted it {p1}
ask colour c1
? What colour was the picture by {b.name}
? Which colour did {b.name} use for {x1}
! It was {c1}
! {b.name} used {c1}
ask what x1
? What was {p1}
? Which picture could be seen {p1}
! It was {x1}
! There was {x1}, painted by {b.name}
ask who c
? Who painted {x2}
? Who was the painter of {x2}
! {c.name} painted {x2}
! It was {c.name}
ask what x2
? What did {c.name} paint
? Which picture was by {c.name}
! {c.name} painted {x2}
! It was {x2}
ask where p2
? Where did {c.name} paint
? Where was {x2}
! It was {p2}
! {c.name} painted it {p2}
ask colour c2
? What colour was the picture by {c.name}
? Which colour did {c.name} use for {x2}
! It was {c2}
! {c.name} used {c2}
ask what x2
? What was {p2}
? Which picture could be seen {p2}
! It was {x2}
! There was {x2}, painted by {c.name}
ask who d
? Who painted {x3}
? Who was the painter of {x3}
! {d.name} painted {x3}
! It was {d.name}
ask what x3
? What did {d.name} paint
? Which picture was by {d.name}
! {d.name} painted {x3}
! It was {x3}
ask where p3
? Where did {d.name} paint
? Where was {x3}
! It was {p3}
! {d.name} painted it {p3}
ask colour c3
? What colour was the picture by {d.name}
? Which colour did {d.name} use for {x3}
! It was {c3}
! {d.name} used {c3}
ask what x3
? What was {p3}
? Which picture could be seen {p3}
! It was {x3}
! There was {x3}, painted by {d.name}
ask who e
? Who painted {x4}
? Who was the painter of {x4}
! {e.name} painted {x4}
! It was {e.name}
ask what x4
? What did {e.name} paint
? Which picture was by {e.name}
! {e.name} painted {x4}
! It was {x4}
ask where p4
? Where did {e.name} paint
? Where was {x4}
! It was {p4}
! {e.name} painted it {p4}
ask colour c4
? What colour was the picture by {e.name}
? Which colour did {e.name} use for {x4}
! It was {c4}
! {e.name} used {c4}
ask what x4
? What was {p4}
? Which picture could be seen {p4}
! It was {x4}
! There was {x4}, painted by {e.name}
ask what fall
? How did {a.name} break a leg
? What had happened to {a.name}
! {a.name} had fallen {fall}
! {a.name} fell {fall}
