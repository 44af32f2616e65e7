title a shelf of jars
season autumn
cast a: child
cast g: old
cast b: child
cast c: grown
cast d: child
cast e: grown
word j1: plum jam, pickled onions, cherry jelly, lime blossom tea, dried mushrooms, pear butter, salted beans, blackberry jam, poppy seeds, dried mint, rose petals, gooseberry jam, sugared almonds, lentils
word j2: plum jam, pickled onions, cherry jelly, lime blossom tea, dried mushrooms, pear butter, salted beans, blackberry jam, poppy seeds, dried mint, rose petals, gooseberry jam, sugared almonds, lentils
word j3: plum jam, pickled onions, cherry jelly, lime blossom tea, dried mushrooms, pear butter, salted beans, blackberry jam, poppy seeds, dried mint, rose petals, gooseberry jam, sugared almonds, lentils
word j4: plum jam, pickled onions, cherry jelly, lime blossom tea, dried mushrooms, pear butter, salted beans, blackberry jam, poppy seeds, dried mint, rose petals, gooseberry jam, sugared almonds, lentils
word c1: red, blue, green, yellow, white, black, brown, purple, pink, silver
word c2: red, blue, green, yellow, white, black, brown, purple, pink, silver
word c3: red, blue, green, yellow, white, black, brown, purple, pink, silver
word c4: red, blue, green, yellow, white, black, brown, purple, pink, silver
word wet: the roof had leaked, the cellar had been flooded, a mouse had nibbled the labels off, the labels had faded in the sun
word thanks: a glass of currant juice, the biggest pancake of the week, a jar of honey, a whole bag of nuts

beat start
3: In the pantry of {g.intro} stood four jars, and {a.intro} was told to take them to four people
3: {g.intro} gave four jars away every autumn, and this year {a.intro} was to carry them round
1: In the pantry of {g.intro} stood four jars, and I was told to take them to four people
1: {g.intro} gives four jars away every autumn, and this year I was to carry them round
beat but
nobody could read what was inside, because {wet}
there was not a word on any of them, for {wet}
beat say g to a
Never mind, {a.name}. I know them by the colours of their lids
Give me your hand, {a.name}, and let us go through the lids together
It does not matter, {a.name}. Each of them has a different lid. Listen carefully
beat mix start
A jar of {j1} with {c1.a} lid was meant for {b.name}
{b.name} loved {j1} and was to get the jar with the {c1} lid
The jar with the {c1} lid held {j1} for {b.name}
For {b.name} there was a jar of {j1} under {c1.a} lid
beat mix start
{c.name} was to have {j2}, and the lid of that jar was {c2}
{c2.a} lid had been put on the {j2}, which {c.name} had asked for
The {c2} lid was on the jar of {j2} for {c.name}
The jar of {j2} with the {c2} lid was a present for {c.name}
beat mix start
The jar with the {c3} lid was for {d.name} and was full of {j3}
{d.name} was to get {j3} from under {c3.a} lid
The {c3} lid covered {j3}, and {d.name} had been promised it since summer
The lid on the {j3} for {d.name} was {c3}
beat mix start
{c4.a} lid meant {j4}, and that was the jar for {e.name}
{e.name} would get the {c4} lid, which was on a jar of {j4}
{e.name} would find {j4} under {c4.a} lid
For {e.name} there was a jar with {c4.a} lid and {j4} in it
beat but
{a.my} head was soon as empty as a drum
on the stairs all the colours began to dance in {a.my} head
it was not easy to keep four lids, four jars and four names in one head
beat so
{a} made a little song of it and sang it all the way
{a} tied a knot in a handkerchief for each of them and set off
{a} walked slowly, said it over and over again and did not talk to anyone on the way
beat maybe start
@weather
@town
beat start
Before (dark|the bells rang for evening), each jar stood in the right kitchen
When the first star came out, all four had what was meant for them
At the end of the afternoon the basket was empty, and everybody had the right jar
beat so
{g.name} gave {a.me} {thanks}
there was {thanks} for {a.me} at the end
{a} was rewarded with {thanks} in the pantry
beat maybe say g to a
What would I do without you?
My grandmother could not write at all, and she never mixed up a jar
Next year, remind me to write on the lids, too
beat maybe start
@proud a

ask who b
? Who was to get the {j1}
? For whom was the jar of {j1}
! The jar of {j1} was for {b.name}
! It was meant for {b.name}
ask what j1
? What was {b.name} to get
? What was in the jar for {b.name}
! It was {j1}
! The jar for {b.name} held {j1}
ask colour c1
? What colour was the lid on the {j1}
? Which lid was on the jar of {j1}
! The lid was {c1}
! It was the {c1} lid
ask what j1
? What was under the {c1} lid
? What was in the jar with the {c1} lid
! It was the {j1} that had the {c1} lid
! The jar with the {c1} lid held {j1}
ask who b
? Whose jar had {c1.a} lid
? Who was to get the jar with the {c1} lid
! The {c1} lid was for {b.name}
! It was the jar for {b.name}
ask who c
? Who was to get the {j2}
? For whom was the jar of {j2}
! The jar of {j2} was for {c.name}
! It was meant for {c.name}
ask what j2
? What was {c.name} to get
? What was in the jar for {c.name}
! It was {j2}
! The jar for {c.name} held {j2}
ask colour c2
? What colour was the lid on the {j2}
? Which lid was on the jar of {j2}
! The lid was {c2}
! It was the {c2} lid
ask what j2
? What was under the {c2} lid
? What was in the jar with the {c2} lid
! It was the {j2} that had the {c2} lid
! The jar with the {c2} lid held {j2}
ask who c
? Whose jar had {c2.a} lid
? Who was to get the jar with the {c2} lid
! The {c2} lid was for {c.name}
! It was the jar for {c.name}
ask who d
? Who was to get the {j3}
? For whom was the jar of {j3}
! The jar of {j3} was for {d.name}
! It was meant for {d.name}
ask what j3
? What was {d.name} to get
? What was in the jar for {d.name}
! It was {j3}
! The jar for {d.name} held {j3}
ask colour c3
? What colour was the lid on the {j3}
? Which lid was on the jar of {j3}
! The lid was {c3}
! It was the {c3} lid
ask what j3
? What was under the {c3} lid
? What was in the jar with the {c3} lid
! It was the {j3} that had the {c3} lid
! The jar with the {c3} lid held {j3}
ask who d
? Whose jar had {c3.a} lid
? Who was to get the jar with the {c3} lid
! The {c3} lid was for {d.name}
! It was the jar for {d.name}
ask who e
? Who was to get the {j4}
? For whom was the jar of {j4}
! The jar of {j4} was for {e.name}
! It was meant for {e.name}
ask what j4
? What was {e.name} to get
? What was in the jar for {e.name}
! It was {j4}
! The jar for {e.name} held {j4}
ask colour c4
? What colour was the lid on the {j4}
? Which lid was on the jar of {j4}
! The lid was {c4}
! It was the {c4} lid
ask what j4
? What was under the {c4} lid
? What was in the jar with the {c4} lid
! It was the {j4} that had the {c4} lid
! The jar with the {c4} lid held {j4}
ask who e
? Whose jar had {c4.a} lid
? Who was to get the jar with the {c4} lid
! The {c4} lid was for {e.name}
! It was the jar for {e.name}
