title a wedding on the farm
cast a: child
cast g: farmer
cast b: tailor
cast c: baker
cast d: gardener
cast e: shoemaker
word x1: dress, veil, waistcoat, velvet jacket, silk sash
word x2: cake, tower of cream puffs, heart of gingerbread, almond loaf
word x3: arch of roses, wreath, garland of ivy, bunch of lilies
word x4: pair of dancing shoes, pair of white boots, pair of satin slippers, pair of red shoes
word w1: was dropped in the dust, was licked by a calf, was squashed by a sack, was trampled by a pony, was splashed by a passing cart, was nibbled by a mouse, was sat on by a goose, fell off the cart, got caught on a nail, was covered with soot
word w2: was dropped in the dust, was licked by a calf, was squashed by a sack, was trampled by a pony, was splashed by a passing cart, was nibbled by a mouse, was sat on by a goose, fell off the cart, got caught on a nail, was covered with soot
word w3: was dropped in the dust, was licked by a calf, was squashed by a sack, was trampled by a pony, was splashed by a passing cart, was nibbled by a mouse, was sat on by a goose, fell off the cart, got caught on a nail, was covered with soot
word w4: was dropped in the dust, was licked by a calf, was squashed by a sack, was trampled by a pony, was splashed by a passing cart, was nibbled by a mouse, was sat on by a goose, fell off the cart, got caught on a nail, was covered with soot
word p1: on the old bridge, by the mill, outside the inn, at the ford, on the church steps, at the crossroads, behind the school, under the lime tree, in front of the town hall, beside the duck pond
word p2: on the old bridge, by the mill, outside the inn, at the ford, on the church steps, at the crossroads, behind the school, under the lime tree, in front of the town hall, beside the duck pond
word p3: on the old bridge, by the mill, outside the inn, at the ford, on the church steps, at the crossroads, behind the school, under the lime tree, in front of the town hall, beside the duck pond
word p4: on the old bridge, by the mill, outside the inn, at the ford, on the church steps, at the crossroads, behind the school, under the lime tree, in front of the town hall, beside the duck pond
word day: one Saturday in May, on midsummer day, at the end of the harvest, on the first of June

beat start
3: {day}, {g.intro} was going to be married, and {a.intro} was to carry the rings
3: There was going to be a wedding on the farm {day}, and {g.intro} asked {a.intro} to carry the rings
3: {day} the bells were to ring for {g.intro}, and {a.intro} was to carry the rings
1: {day}, {g.intro} was going to be married, and I was to carry the rings
1: There was going to be a wedding on the farm {day}, and {g.intro} asked me to carry the rings
1: {day} the bells were to ring for {g.intro}, and I was to carry the rings
beat start
Everything had been ready for days, but on the morning of the wedding one thing after another went wrong on the road
Nobody had slept much, and on the way to the farm everything went wrong at once
It was the brightest morning of the year, but the guests had no luck on the road
beat mix start
{b.intro} had made the {x1}, but it {w1} {p1}
{b.intro} was on the way with the {x1}, and {p1} it {w1}
The {x1} was the work of {b.intro}, and alas, {p1} it {w1}
{p1} the {x1} that {b.intro} had made {w1}
beat mix start
{c.intro} came with the {x2}, which {w2} {p2}
{p2} the {x2} that {c.intro} had made {w2}
{c.intro} had to watch as the {x2} {w2} {p2}
The {x2}, made by {c.intro}, {w2} {p2}
beat mix start
The {x3} was the gift of {d.intro}, but it {w3} {p3}
{d.intro} was already {p3} with the {x3} when it {w3}
{d.intro} had put all the flowers of the garden into the {x3}, but {p3} it {w3}
For once {d.intro} was out of luck, for {p3} the {x3} {w3}
beat mix start
{e.intro} had worked all night, and then, {p4}, the {x4} {w4}
{e.intro} took good care of the {x4}, and yet it {w4} {p4}
The {x4}, which {e.intro} had made, {w4} {p4}
{e.intro} cried out in horror when the {x4} {w4} {p4}
beat say g to a
This is a disaster, {a.name}! Shall I send everybody home?
What am I to do now, {a.name}? In an hour the bells will ring
Tell me that this is a dream, {a.name}
beat maybe start
@thinks a
beat say a to g
Give me that hour. I know what to do
Nothing is so spoiled that it cannot be mended
Do not cry. Is there a needle in this house?
beat so
{a} worked with needle, glue, brush and icing sugar, and nobody was allowed to look
{a} ran for ribbons, soap, glue and sugar, and set to work behind a closed door
{a} sent the hens out of the kitchen, lit a lamp and began to mend
beat when
the bells began to ring
the first carriage rolled into the yard
the church clock struck eleven
beat start
3: everything was in its place, and only {a} had dirty hands
1: everything was in its place, and only my hands were dirty
beat maybe start
3: The rings were sticky, but they were there
1: The rings were a little sticky, but they were there
beat start
There was dancing in the barn until the stars (faded|grew pale)
Nobody noticed anything, and everyone said that there had never been such a fine wedding
The fiddlers played so fast that the hens could not sleep
beat say g to a
I shall remember this day as long as I live
The rings were on time, and everything else was on time, too
Without you, {a.name}, there would have been no wedding
beat maybe start
@proud a
@ending a
@relief

ask who b
? Who had made the {x1}
? Whose work was the {x1}
! {b.name} had made the {x1}
! It was {b.my} work
ask what x1
? What had {b.name} (made|brought) for the wedding
? What was {b.my} work
! {b.name} had made the {x1}
! It was the {x1}
ask what w1
? What happened to the {x1}
? What went wrong with the {x1}
! The {x1} {w1}
! It {w1}
ask where p1
? Where did the {x1} come to harm
? Where was it that the {x1} {w1}
! It happened {p1}
! It was {p1}
ask who c
? Who had made the {x2}
? Whose work was the {x2}
! {c.name} had made the {x2}
! It was {c.my} work
ask what x2
? What had {c.name} (made|brought) for the wedding
? What was {c.my} work
! {c.name} had made the {x2}
! It was the {x2}
ask what w2
? What happened to the {x2}
? What went wrong with the {x2}
! The {x2} {w2}
! It {w2}
ask where p2
? Where did the {x2} come to harm
? Where was it that the {x2} {w2}
! It happened {p2}
! It was {p2}
ask who d
? Who had made the {x3}
? Whose work was the {x3}
! {d.name} had made the {x3}
! It was {d.my} work
ask what x3
? What had {d.name} (made|brought) for the wedding
? What was {d.my} work
! {d.name} had made the {x3}
! It was the {x3}
ask what w3
? What happened to the {x3}
? What went wrong with the {x3}
! The {x3} {w3}
! It {w3}
ask where p3
? Where did the {x3} come to harm
? Where was it that the {x3} {w3}
! It happened {p3}
! It was {p3}
ask who e
? Who had made the {x4}
? Whose work was the {x4}
! {e.name} had made the {x4}
! It was {e.my} work
ask what x4
? What had {e.name} (made|brought) for the wedding
? What was {e.my} work
! {e.name} had made the {x4}
! It was the {x4}
ask what w4
? What happened to the {x4}
? What went wrong with the {x4}
! The {x4} {w4}
! It {w4}
ask where p4
? Where did the {x4} come to harm
? Where was it that the {x4} {w4}
! It happened {p4}
! It was {p4}
