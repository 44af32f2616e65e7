title five flags
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
word z1: a paper lantern, a wreath of flowers, a straw man, a row of candles, a bunch of balloons, a string of bells, a paper star, a basket of apples, a pot of roses, a big drum, a scarecrow, a garland of leaves
word z2: a paper lantern, a wreath of flowers, a straw man, a row of candles, a bunch of balloons, a string of bells, a paper star, a basket of apples, a pot of roses, a big drum, a scarecrow, a garland of leaves
word z3: a paper lantern, a wreath of flowers, a straw man, a row of candles, a bunch of balloons, a string of bells, a paper star, a basket of apples, a pot of roses, a big drum, a scarecrow, a garland of leaves
word z4: a paper lantern, a wreath of flowers, a straw man, a row of candles, a bunch of balloons, a string of bells, a paper star, a basket of apples, a pot of roses, a big drum, a scarecrow, a garland of leaves
word z5: a paper lantern, a wreath of flowers, a straw man, a row of candles, a bunch of balloons, a string of bells, a paper star, a basket of apples, a pot of roses, a big drum, a scarecrow, a garland of leaves
word thanks: a bun, a ride on the bicycle, an old stamp, a plum, a whistle

beat start
3: {t.intro} had a sprained ankle, and {a.intro} offered to deliver the letters in the streets behind the church
3: One morning {a.intro} was allowed to take round the letters in the streets behind the church, because {t.intro} was limping
3: {a.intro} had always wanted to be a postman, and when {t.intro} fell ill, the bag with the letters for the streets behind the church was free
1: {t.intro} had hurt a foot, so I offered to deliver the letters in the streets behind the church
1: Today I delivered the letters in the streets behind the church, because {t.intro} was limping
1: I have always wanted to be a postman, and when {t.intro} fell ill, I got the bag with the letters for the streets behind the church
beat say t to a
Listen well, {a.name}. There are five houses, and the names are not on the doors. But today is the feast, and each has put out a flag
You cannot go wrong, {a.name}. There is a flag on every house for the feast. Just remember the colours
All the houses are decorated for the feast, {a.name}. Listen, and I will tell you whose flag is whose
beat mix start
{b.name} had put out the {c1} flag and {z1}
The {c1} flag was {b.name}'s, and anyone could see {z1} beside it
The {c1} flag, the one with {z1} beside it, belonged to {b.name}
beat mix start
{c.name} had the {c2} flag, and beside it was {z2}
{c.name} was to be found under the {c2} flag, next to {z2}
The {c2} flag over {z2} was {c.name}'s work
beat mix start
{d.name}'s flag was {c3}, and there was {z3} below it
{d.name} had hung up the {c3} flag, next to {z3}
{z3} showed the way to {d.name}, whose flag was {c3}
beat mix start
Where there was {z4}, there hung {e.name}'s {c4} flag
{e.name} had the {c4} one and {z4}
The {c4} flag belonged to {e.name}, and so did {z4}
beat mix start
The {c5} flag hung above {z5}, and it was {f.name}'s
{f.name} owned the {c5} flag and {z5}
{f.name} had dyed the flag {c5}, and in front of it was {z5}
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
Only an old dog barked a little
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
? Who had the {c1} flag
? Whose flag was {c1}
! {b.name} had the {c1} flag
! The {c1} flag belonged to {b.name}
ask colour c1
? What colour was {b.name}'s flag
? Which flag did {b.name} have
! {b.name} had the {c1} flag
! It was the {c1} one
ask what z1
? What was there beside the {c1} flag
? What could be seen beside the {c1} flag
! Beside the {c1} flag there was {z1}
! There was {z1}
ask what z1
? What did {b.name} have beside the flag
? What was there beside {b.name}'s flag
! {b.name} had {z1}
! There was {z1}
ask who b
? Who had {z1}
? Who had put out {z1}
! {b.name} had {z1}
! It was {b.name} who had {z1}
ask who c
? Who had the {c2} flag
? Whose flag was {c2}
! {c.name} had the {c2} flag
! The {c2} flag belonged to {c.name}
ask colour c2
? What colour was {c.name}'s flag
? Which flag did {c.name} have
! {c.name} had the {c2} flag
! It was the {c2} one
ask what z2
? What was there beside the {c2} flag
? What could be seen beside the {c2} flag
! Beside the {c2} flag there was {z2}
! There was {z2}
ask what z2
? What did {c.name} have beside the flag
? What was there beside {c.name}'s flag
! {c.name} had {z2}
! There was {z2}
ask who c
? Who had {z2}
? Who had put out {z2}
! {c.name} had {z2}
! It was {c.name} who had {z2}
ask who d
? Who had the {c3} flag
? Whose flag was {c3}
! {d.name} had the {c3} flag
! The {c3} flag belonged to {d.name}
ask colour c3
? What colour was {d.name}'s flag
? Which flag did {d.name} have
! {d.name} had the {c3} flag
! It was the {c3} one
ask what z3
? What was there beside the {c3} flag
? What could be seen beside the {c3} flag
! Beside the {c3} flag there was {z3}
! There was {z3}
ask what z3
? What did {d.name} have beside the flag
? What was there beside {d.name}'s flag
! {d.name} had {z3}
! There was {z3}
ask who d
? Who had {z3}
? Who had put out {z3}
! {d.name} had {z3}
! It was {d.name} who had {z3}
ask who e
? Who had the {c4} flag
? Whose flag was {c4}
! {e.name} had the {c4} flag
! The {c4} flag belonged to {e.name}
ask colour c4
? What colour was {e.name}'s flag
? Which flag did {e.name} have
! {e.name} had the {c4} flag
! It was the {c4} one
ask what z4
? What was there beside the {c4} flag
? What could be seen beside the {c4} flag
! Beside the {c4} flag there was {z4}
! There was {z4}
ask what z4
? What did {e.name} have beside the flag
? What was there beside {e.name}'s flag
! {e.name} had {z4}
! There was {z4}
ask who e
? Who had {z4}
? Who had put out {z4}
! {e.name} had {z4}
! It was {e.name} who had {z4}
ask who f
? Who had the {c5} flag
? Whose flag was {c5}
! {f.name} had the {c5} flag
! The {c5} flag belonged to {f.name}
ask colour c5
? What colour was {f.name}'s flag
? Which flag did {f.name} have
! {f.name} had the {c5} flag
! It was the {c5} one
ask what z5
? What was there beside the {c5} flag
? What could be seen beside the {c5} flag
! Beside the {c5} flag there was {z5}
! There was {z5}
ask what z5
? What did {f.name} have beside the flag
? What was there beside {f.name}'s flag
! {f.name} had {z5}
! There was {z5}
ask who f
? Who had {z5}
? Who had put out {z5}
! {f.name} had {z5}
! It was {f.name} who had {z5}
