title a row of houses
cast a: child
cast t: postman
cast b: grown
cast c: old
cast d: grown
cast e: old
cast f: grown
word c1: red, blue, green, yellow, white, brown, pink, grey, orange, purple
word c2: red, blue, green, yellow, white, brown, pink, grey, orange, purple
word c3: red, blue, green, yellow, white, brown, pink, grey, orange, purple
word c4: red, blue, green, yellow, white, brown, pink, grey, orange, purple
word c5: red, blue, green, yellow, white, brown, pink, grey, orange, purple
word z1: a pear tree, a swing, a stone lion, a beehive, a pump, a rain barrel, a bench, a rose bush, a rabbit hutch, a clothes line, a goldfish pond, a sundial
word z2: a pear tree, a swing, a stone lion, a beehive, a pump, a rain barrel, a bench, a rose bush, a rabbit hutch, a clothes line, a goldfish pond, a sundial
word z3: a pear tree, a swing, a stone lion, a beehive, a pump, a rain barrel, a bench, a rose bush, a rabbit hutch, a clothes line, a goldfish pond, a sundial
word z4: a pear tree, a swing, a stone lion, a beehive, a pump, a rain barrel, a bench, a rose bush, a rabbit hutch, a clothes line, a goldfish pond, a sundial
word z5: a pear tree, a swing, a stone lion, a beehive, a pump, a rain barrel, a bench, a rose bush, a rabbit hutch, a clothes line, a goldfish pond, a sundial
word thanks: a bun, a ride on the bicycle, an old stamp, a plum, a whistle

beat start
3: {t.intro} had a sprained ankle, and {a.intro} offered to deliver the letters in the street behind the church
3: One morning {a.intro} was allowed to take round the letters in the street behind the church, because {t.intro} was limping
3: {a.intro} had always wanted to be a postman, and when {t.intro} fell ill, the bag with the letters for the street behind the church was free
1: {t.intro} had hurt a foot, so I offered to deliver the letters in the street behind the church
1: Today I delivered the letters in the street behind the church, because {t.intro} was limping
1: I have always wanted to be a postman, and when {t.intro} fell ill, I got the bag with the letters for the street behind the church
beat say t to a
Listen well, {a.name}. There are five houses, and the names are not on the doors
You cannot go wrong, {a.name}. Just remember the colours
Shall I tell you who lives where, {a.name}? Then open your ears
beat mix start
{b.name} lived in the {c1} house with {z1} in front
The {c1} house was the one where {b.name} lived, and anyone could see {z1} there
The {c1} house, the one with {z1}, was where {b.name} lived
beat mix start
{c.name} had the {c2} house, and beside it was {z2}
{c.name} was to be found behind the {c2} door, next to {z2}
The {c2} house with {z2} was the home of {c.name}
beat mix start
The house of {d.name} was {c3}, and it had {z3}
{d.name} lived behind the {c3} door, next to {z3}
{z3} showed the way to {d.name}, whose house was {c3}
beat mix start
Where there was {z4}, there stood the {c4} house of {e.name}
{e.name} lived in the {c4} one with {z4}
The {c4} house belonged to {e.name}, and {z4} belonged to it, too
beat mix start
The {c5} house had {z5}, and it belonged to {f.name}
{f.name} owned the {c5} house and {z5}
{f.name} had painted the house {c5}, and in front of it was {z5}
beat start
{a} repeated it twice and set off with the bag
{a} shut both eyes, said it all backwards and set off
{a} nodded, hung the heavy bag over one shoulder and went off
beat maybe start
@weather
@town
beat start
Not one letter went to the wrong door
At ten o'clock the bag was empty, and nobody had got a wrong letter
Every letter reached the right person before noon
beat maybe start
Only the dog next door barked a little
There was a smell of soup in the whole street
A cat followed the bag from house to house
beat start
{t.name} (said thank you|was very pleased) and gave {a.me} {thanks}
{a} came back and got {thanks} from {t.name}
The bag was returned to {t.name}, and {a} was given {thanks}
beat maybe start
@proud a
@ending a

ask who b
? Who lived in the {c1} house
? Whose house was {c1}
! {b.name} lived in the {c1} house
! The {c1} house belonged to {b.name}
ask colour c1
? What colour was the house of {b.name}
? In which house did {b.name} live
! {b.name} lived in the {c1} house
! It was the {c1} one
ask what z1
? What was in front of the {c1} house
? What could be seen at the {c1} house
! At the {c1} house there was {z1}
! There was {z1}
ask what z1
? What did {b.name} have in front of the house
? What was there at the house of {b.name}
! {b.name} had {z1}
! There was {z1}
ask who b
? Who had {z1}
? At whose house was {z1}
! {b.name} had {z1}
! It was at the house of {b.name}
ask who c
? Who lived in the {c2} house
? Whose house was {c2}
! {c.name} lived in the {c2} house
! The {c2} house belonged to {c.name}
ask colour c2
? What colour was the house of {c.name}
? In which house did {c.name} live
! {c.name} lived in the {c2} house
! It was the {c2} one
ask what z2
? What was in front of the {c2} house
? What could be seen at the {c2} house
! At the {c2} house there was {z2}
! There was {z2}
ask what z2
? What did {c.name} have in front of the house
? What was there at the house of {c.name}
! {c.name} had {z2}
! There was {z2}
ask who c
? Who had {z2}
? At whose house was {z2}
! {c.name} had {z2}
! It was at the house of {c.name}
ask who d
? Who lived in the {c3} house
? Whose house was {c3}
! {d.name} lived in the {c3} house
! The {c3} house belonged to {d.name}
ask colour c3
? What colour was the house of {d.name}
? In which house did {d.name} live
! {d.name} lived in the {c3} house
! It was the {c3} one
ask what z3
? What was in front of the {c3} house
? What could be seen at the {c3} house
! At the {c3} house there was {z3}
! There was {z3}
ask what z3
? What did {d.name} have in front of the house
? What was there at the house of {d.name}
! {d.name} had {z3}
! There was {z3}
ask who d
? Who had {z3}
? At whose house was {z3}
! {d.name} had {z3}
! It was at the house of {d.name}
ask who e
? Who lived in the {c4} house
? Whose house was {c4}
! {e.name} lived in the {c4} house
! The {c4} house belonged to {e.name}
ask colour c4
? What colour was the house of {e.name}
? In which house did {e.name} live
! {e.name} lived in the {c4} house
! It was the {c4} one
ask what z4
? What was in front of the {c4} house
? What could be seen at the {c4} house
! At the {c4} house there was {z4}
! There was {z4}
ask what z4
? What did {e.name} have in front of the house
? What was there at the house of {e.name}
! {e.name} had {z4}
! There was {z4}
ask who e
? Who had {z4}
? At whose house was {z4}
! {e.name} had {z4}
! It was at the house of {e.name}
ask who f
? Who lived in the {c5} house
? Whose house was {c5}
! {f.name} lived in the {c5} house
! The {c5} house belonged to {f.name}
ask colour c5
? What colour was the house of {f.name}
? In which house did {f.name} live
! {f.name} lived in the {c5} house
! It was the {c5} one
ask what z5
? What was in front of the {c5} house
? What could be seen at the {c5} house
! At the {c5} house there was {z5}
! There was {z5}
ask what z5
? What did {f.name} have in front of the house
? What was there at the house of {f.name}
! {f.name} had {z5}
! There was {z5}
ask who f
? Who had {z5}
? At whose house was {z5}
! {f.name} had {z5}
! It was at the house of {f.name}
