title a recipe for bread rolls
form recipe
cast a: baker
cast b: child
word flour: wheat flour, rye flour, brown flour, spelt flour
word wet: warm milk, warm water, buttermilk
word seed: poppy seeds, sesame seeds, sunflower seeds, caraway seeds, pumpkin seeds
word shape: balls, plaits, snails, knots, crescents, stars
word cloth: a damp cloth, a clean towel, a linen napkin
word warm: by the stove, on the window sill, near the oven, in the sun
word with: butter and honey, cheese, plum jam, cold ham, radishes
word t: fifteen, eighteen, twenty, twenty-five
number c: 3..6
number n: 4..6
number k: n+n
number m: 2..3
number l: k-m

beat line
Bread rolls like those of {a.intro}
How {b.name} bakes rolls, with the help of {a.intro}
Rolls for breakfast, from {a.intro}
beat line
Take {c} cups of {flour}, a cup of {wet}, a lump of yeast, a little salt and a handful of {seed}.
You need {c} cups of {flour}, a cup of {wet}, some yeast, a pinch of salt and some {seed}.
beat line
First crumble the yeast into the {wet} and wait until it foams.
First of all, stir the yeast into the {wet} and let it stand until there are bubbles.
beat line
Then mix it with the {flour} and the salt, and knead the dough until it no longer sticks to your fingers.
After that, add the {flour} and the salt. Knead, push and slap the dough until it is smooth.
beat line
Cover it with {cloth} and let it rise {warm}. It needs an hour and does not like draughts.
Put it {warm}, covered with {cloth}, and leave it for an hour. It will grow twice as big.
beat line
Divide the dough into two halves and make {n} rolls from each. That is {k} rolls.
Each half of the dough makes {n} rolls, so you get {k} altogether.
beat line
Shape them into {shape}, brush them with water and scatter {seed} on top.
Form little {shape}, wet them with a brush and roll them in {seed}.
beat maybe line
Let them rest once more while the oven gets hot.
If your {shape} look funny, give each of them a name.
beat line
Bake them for {t} minutes, until they are golden.
They must stay in the oven for {t} minutes. Do not open the door too soon!
beat line
Knock on the bottom of a roll. If it sounds hollow, it is done.
When you tap them and they sound hollow, they are ready.
beat line
{m} are always eaten on the spot, so {l} come to the table. Serve them with {with}.
Whoever baked them may try {m} at once. The other {l} are eaten with {with}.

ask first
? What do you do first
? What comes before the kneading
! First you mix the yeast with the {wet}
! The yeast goes into the {wet} first
ask what flour
? What kind of flour do you need
? Which flour does the recipe take
! You need {flour}
! It takes {flour}
ask how-many c
? How many cups of flour do you need
! You need {c} cups of flour
! The recipe takes {c} cups
ask where warm
? Where should the dough rise
! It should rise {warm}
! The dough should stand {warm}
ask how-many k
? You make {n} rolls from each half of the dough. How many rolls is that
? How many rolls do two times {n} make
! Two times {n} is {k}, so you get {k} rolls
! That makes {k} rolls
ask how-many l
? There are {k} rolls, and {m} are eaten at once. How many come to the table
! {k} take away {m} leaves {l}, so {l} rolls come to the table
! {l} rolls come to the table, because {k} minus {m} is {l}
ask what seed
? What is put on top of the rolls
? What comes on the rolls before they are baked
! {seed} are put on top
! It is {seed}
ask how-many t
? How long must the rolls bake
! They must bake for {t} minutes
! It takes {t} minutes
