title the lantern walk
cast a: child
cast b: child
cast c: child
cast d: child
cast e: teacher
word l1: half-moon, star, fish, owl, house, ship, apple, hedgehog, snowflake, pumpkin, beetle
word l2: half-moon, star, fish, owl, house, ship, apple, hedgehog, snowflake, pumpkin, beetle
word l3: half-moon, star, fish, owl, house, ship, apple, hedgehog, snowflake, pumpkin, beetle
word l4: half-moon, star, fish, owl, house, ship, apple, hedgehog, snowflake, pumpkin, beetle
word colour: red, golden, blue, green, silver, purple
word where: round the pond, up to the old tower, through the vineyard, along the town wall, to the stone circle
word bread: a sweet roll in the shape of a goose, a gingerbread man, a hot potato in its skin, a paper cone of chestnuts, a ring of sugar bread
word song: about the winter, about the stars, about a man and his coat, about the long nights
word dark: a shoelace had come undone, there was a stone in one boot, a mitten had fallen into a puddle

beat start
3: Every year the children of the town carried their lanterns {where}, and {a.intro} could hardly wait for it
3: It was the evening of the lantern walk {where}, and {a.intro} had been cutting and gluing for a whole week
1: Every year the children of our town carry their lanterns {where}, and I could hardly wait for it this time
1: It was the evening of the lantern walk {where}, and I had been cutting and gluing for a whole week
beat start
{a} had made a {colour} lantern in the shape of {l1.a}
{a} carried a {colour} lantern that looked like {l1.a}
the lantern in {a.my} hand was {colour} and looked like {l1.a}
beat mix start
{b.name} had a lantern like {l2.a}
{b.name} carried {l2.a} made of paper
in front of {a.me} was {b.name} with a paper {l2}
beat mix start
{c.name} had made a lantern like {l3.a}
{c.name} came with a paper {l3} that swung from side to side
{c.name} had brought a lantern that looked like {l3.a}
beat mix start
{d.name} came with a paper {l4} on a stick
{d.name} held up a lantern in the shape of {l4.a}
{d.name} carried a glowing {l4} on a stick
beat maybe start
One light after the other was lit, until the whole street was glowing
{e.intro} went from child to child with a box of matches
beat then
the long line set off, and everyone sang a song {song}
the line began to move like a glowing snake, and everyone sang a song {song}
the children set out two by two, and the street was filled with a song {song}
beat but
halfway along, {a} had to stop, because {dark}
{a} had to stand still for a moment, because {dark}
on a dark stretch {a} had to stop, because {dark}
beat then
a gust of wind came and blew {a.my} candle out
the wind (puffed|blew) once, and {a.my} candle went out
a sudden draught came round the corner and put out {a.my} candle
beat start
It was as dark as the inside of a boot, and the singing grew fainter and fainter
All at once it was pitch dark, and the others were already behind the bend
Everything was black, and the last lantern was getting smaller and smaller
beat maybe start
@afraid a
beat say a
Wait for me! I cannot see the path
Hello? Is anybody there? My light has gone out
Stop! Please do not leave me here in the dark
beat but
nobody heard, for they were singing too loudly
only an owl gave an answer
the song was so loud that nobody could hear a thing
beat then
{b.name} counted the lights ahead and saw that one of them was missing
{b.name} turned round to say something and found that there was nobody behind
something made {b.name} look back, and there was one light too few
beat so
{b} turned back and ran towards the voice with the little {l2} lantern held high
{b} went back alone, step by step, with the {l2} lantern for a light
{b} left the line and went back along the path, swinging the {l2} lantern
beat say b to a
There {a} are! Take some of my light. There is enough for two
Do not be afraid. Hold your candle to mine
Here I am! One candle can light another, you know
beat and
soon there were two flames where there had been only one
the one candle lit the other and was not a bit darker than before
then both lanterns were glowing side by side
beat maybe start
@glad a
beat maybe start
3: Hand in hand, {b.name} and {a.name} ran after the song
1: Hand in hand, {b.name} and I ran after the song
Now the dark did not look so dark any more
beat start
At the end there was {bread} for every child
At the end of the way each child was given {bread}
In the school yard there was a basket, and out of it came {bread} for each child
beat so
{a} broke off the bigger half and gave it to {b.name}
{b.name} got a bite of {a.my} share, too, for that was only fair
{a} shared it with {b.name}, crumb by crumb
beat maybe start
3: {a} kept the lantern above {a.my} bed for a whole year
1: I have hung the lantern above my bed
@ending a
@relief

ask what l1
? What did {a.my} lantern look like
? What shape was {a.my} lantern
! It looked like {l1.a}
! It had the shape of {l1.a}
ask who b
? Who had a lantern like {l2.a}
? Who carried {l2.a}
! {b.name} had a lantern like that
! It was {b.name}
ask what l3
? What did {c.name}'s lantern look like
? What kind of lantern had {c.name} made
! It was {l3.a}
! {c.name} had made a lantern like {l3.a}
ask who d
? Who came with {l4.a}
? Who was carrying {l4.a}
! {d.name} came with {l4.a}
! It was {d.name}
ask why
? Why was {a.name} left in the dark
! The wind had blown out the candle
! {a.name} was left in the dark because the wind had blown the candle out
ask what bread
? What did every child get at the end
? What was each child given
! It was {bread}
! Each child was given {bread}
ask where where
? Where did the lantern walk go
! It went {where}
! The walk went {where}
