title the well that was not deep enough
thing b: mole, badger, rabbit, fox, dog, hedgehog, weasel, goat, hare, otter
thing c: mole, badger, rabbit, fox, dog, hedgehog, weasel, goat, hare, otter
thing d: mole, badger, rabbit, fox, dog, hedgehog, weasel, goat, hare, otter
thing e: mole, badger, rabbit, fox, dog, hedgehog, weasel, goat, hare, otter
thing h: beetle, ant, shrew, worm; small, thin, tiny
number n1: 2..5
number n2: 2..6
number n3: 2..5
number n4: 3..6
number s: n1+n2
number t: s+n3
number u: t+n4
word dry: Since Easter not a drop had fallen, It had not rained for nine weeks, The summer was so dry that the leaves fell in July
word place: in the middle of the meadow, under the oldest lime tree, at the foot of the hill, between three stones

beat start
{dry}, and the brook was gone
{dry}, and all the animals were thirsty
beat say b
There must be water under the ground. I shall dig until I find it
I can smell it. Somewhere down there it is wet
My mother used to say that there is water everywhere, if one only goes deep enough
Stop looking at the sky. What we need is under our feet
beat so
{b.the} began {place} and dug a hole {n1} feet deep
{b.the} dug {n1} feet down, {place}, and the earth was as hard as bread from last year
{b.the} drew a circle {place} and did not stop until it was {n1} feet deep
beat but
there was nothing but dust, and {b.the} lay down, worn out
no water came, and {b.the} could not go on
the sun stood high, the hole stayed dry, and {b.the} dropped down beside it
beat then
{c} climbed in and dug {n2} feet more
{c} took over and went down another {n2} feet
{c} came from the shade and threw out the earth of another {n2} feet
beat and
so it was {s} feet deep, but dry
now the hole measured {s} feet, and there was nothing in it but stones
that made {s} feet, and at the bottom it was as dry as at the top
beat then
{d} said that one must not give up and added {n3} feet
{d} jumped down and dug {n3} feet in the heat of noon
{d}, fresh and strong, went {n3} feet deeper
beat and
the hole was {t} feet deep, and still as dry as flour
it was {t} feet by then, and all that came up was sand
the rope showed {t} feet, and a cloud of dust hung over the place
beat then
{e} dug the last {n4} feet by moonlight
{e} went on through the night, {n4} feet deeper
{e} managed the next {n4} feet before sunset
beat but
at {u} feet there was a rock, and nobody could move it
the bottom, at {u} feet, was solid stone
{u} feet below the grass there was nothing but rock
beat say e
This is the end. We have dug for nothing
All that work, and now a rock!
It is a lid, and it is shut. We can all go home
beat then
{h} looked for a crack, crept in and was gone for a long time
{h}, whom nobody had asked, slipped through a gap between rock and earth
{h}, who had been sitting on the edge all the time, climbed down the wall
beat say h
Stand back! It is just behind it, and it is coming
There is a crack in it, as wide as I am. One push from the other side is enough
I have moved one little stone. You should climb out now, and quickly
beat then
it gurgled, it bubbled, and clear cold water rose in the hole
the water shot up, and they only just got out in time
first came a drop, then a trickle, and then a spring as thick as an arm
beat so
they all drank, {b.the} and {c.the}, {d.the} and {e.the}, and the smallest first of all
everyone drank, and nobody asked who had dug the most
they put their noses in, one beside the other, and did not look up for a long time
beat maybe say b
Without the first foot there would be no last one
Let nobody say that I dug too little or you too much
Who found the water? All of us did, one after another
beat maybe start
The well is still there, and it has never run dry since
On hot days one can still hear them laughing there

ask how-many n1
? How deep did {b.the} dig
? How many feet did {b.the} dig
! {b.the} dug {n1} feet
! It was {n1} feet
ask how-many n2
? How many feet did {c.the} dig
? How much did {c.the} add
! {c.the} dug {n2} feet
! It was {n2} feet
ask how-many n3
? How many feet did {d.the} dig
? How much did {d.the} add
! {d.the} dug {n3} feet
! It was {n3} feet
ask how-many n4
? How many feet did {e.the} dig
? How much did {e.the} add
! {e.the} dug {n4} feet
! It was {n4} feet
ask how-many s
? How deep was the hole when {b.the} and {c.the} had dug
? {b.the} dug {n1} feet and {c.the} dug {n2}. How deep was that
! {n1} and {n2} make {s}, so it was {s} feet deep
! It was {s} feet deep
ask how-many t
? How deep was the hole when {d.the} had finished
? It was {s} feet deep, and {d.the} dug {n3} feet more. How deep was it then
! {s} and {n3} make {t}, so it was {t} feet deep
! It was {t} feet deep
ask how-many u
? How deep was the hole in the end
? It was {t} feet deep, and {e.the} dug {n4} feet more. How deep was it then
! {t} and {n4} make {u}, so it was {u} feet deep
! It was {u} feet deep
ask who h
? Who let the water in
? Who crept through the crack
! It was {h.the}
! {h.the} did
ask where place
? Where did they dig
? Where did the animals make the well
! It was {place}
! They dug {place}
