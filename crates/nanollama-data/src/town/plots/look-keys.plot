title a bunch of keys
cast a: child
cast g: old
word c1: red, blue, green, yellow, white, black, brown, purple, orange, pink
word c2: red, blue, green, yellow, white, black, brown, purple, orange, pink
word c3: red, blue, green, yellow, white, black, brown, purple, orange, pink
word c4: red, blue, green, yellow, white, black, brown, purple, orange, pink
word c5: red, blue, green, yellow, white, black, brown, purple, orange, pink
word d1: the cellar, the attic, the garden gate, the piano, the clock case, the bread cupboard, the tool shed, the front door, the medicine chest, the boathouse, the writing desk, the henhouse, the chapel, the laundry room
word d2: the cellar, the attic, the garden gate, the piano, the clock case, the bread cupboard, the tool shed, the front door, the medicine chest, the boathouse, the writing desk, the henhouse, the chapel, the laundry room
word d3: the cellar, the attic, the garden gate, the piano, the clock case, the bread cupboard, the tool shed, the front door, the medicine chest, the boathouse, the writing desk, the henhouse, the chapel, the laundry room
word d4: the cellar, the attic, the garden gate, the piano, the clock case, the bread cupboard, the tool shed, the front door, the medicine chest, the boathouse, the writing desk, the henhouse, the chapel, the laundry room
word d5: the cellar, the attic, the garden gate, the piano, the clock case, the bread cupboard, the tool shed, the front door, the medicine chest, the boathouse, the writing desk, the henhouse, the chapel, the laundry room
word place: castle, mill, country house, old inn, monastery
word found: under a rug, in the coal bucket, in an umbrella, behind a picture, in a left slipper
word inside: a music box, a letter with a seal, a silver spoon, an old toy train, a dried rose, a map of the garden

beat start
3: {g.intro} looked after the {place}, and one day {a.intro} was to carry the keys
3: {a.intro} was spending the summer with {g.intro}, who kept the keys of the {place}
1: {g.intro} looks after the {place}, and one day I was to carry the keys
1: I spent the summer with {g.intro}, who kept the keys of the {place}
beat start
They hung on an iron ring, and each had a ribbon of its own colour
There were so many that they rang like bells, and each was marked with a ribbon
beat say g to a
Five of them you must know, {a.name}. The others have lost their doors
Never try them one after the other, {a.name}. Look at the colour
beat mix start
The {c1} ribbon was for {d1}
{d1} could be opened with the {c1} key
With the {c1} one, {a} could open {d1}
beat mix start
The colour {c2} meant {d2}
The key to {d2} had {c2.a} ribbon
For {d2} there was the {c2} key
beat mix start
The {c3} key fitted {d3}
The lock of {d3} needed the key with the {c3} ribbon
{c3.a} ribbon belonged to the key of {d3}
beat mix start
Only the {c4} key could open {d4}
The colour on the key to {d4} was {c4}
The {c4} key was the one to {d4}
beat mix start
The colour {c5} stood for {d5}
The ribbon on the key to {d5} was {c5}
Whoever took the {c5} key could get into {d5}
beat start
{a} said the colours like a rhyme, up and down the stairs
{a} went round the house with the ring and tried it all out
beat but
there was a sixth key, a tiny one, without a ribbon
one very small key had no colour at all
beat say a
What is this one for?
And this one? It is no longer than my thumb
beat say g
I have been looking for its lock for a long time
Nobody knows. My grandfather did not know it either
beat maybe start
@thinks a
beat so
{a} looked for three days and found a little box {found}
{a} searched the whole house, and {found} there was a little box
beat start
The tiny key turned in it, and in the box lay {inside}
It went click, and inside was {inside}
beat maybe say g to a
All that time, and then you come along, {a.name}!
beat maybe start
3: From that day on the tiny key had a golden ribbon, and {a} was allowed to keep it
1: From that day on the tiny key had a golden ribbon, and I was allowed to keep it
beat maybe start
@glad a
@ending a

ask colour c1
? What colour was the key to {d1}
? Which key opened {d1}
! It was the {c1} key
! The key to {d1} was {c1}
ask what d1
? What did the {c1} key open
? What was the {c1} key for
! The {c1} key opened {d1}
! It was for {d1}
ask colour c2
? What colour was the key to {d2}
? Which key opened {d2}
! It was the {c2} key
! The key to {d2} was {c2}
ask what d2
? What did the {c2} key open
? What was the {c2} key for
! The {c2} key opened {d2}
! It was for {d2}
ask colour c3
? What colour was the key to {d3}
? Which key opened {d3}
! It was the {c3} key
! The key to {d3} was {c3}
ask what d3
? What did the {c3} key open
? What was the {c3} key for
! The {c3} key opened {d3}
! It was for {d3}
ask colour c4
? What colour was the key to {d4}
? Which key opened {d4}
! It was the {c4} key
! The key to {d4} was {c4}
ask what d4
? What did the {c4} key open
? What was the {c4} key for
! The {c4} key opened {d4}
! It was for {d4}
ask colour c5
? What colour was the key to {d5}
? Which key opened {d5}
! It was the {c5} key
! The key to {d5} was {c5}
ask what d5
? What did the {c5} key open
? What was the {c5} key for
! The {c5} key opened {d5}
! It was for {d5}
ask where found
? Where was the little box
? Where did {a.name} find the box
! It was {found}
! {a.name} found it {found}
ask what inside
? What was in the little box
? What did the tiny key bring to light
! In the box was {inside}
! It was {inside}
