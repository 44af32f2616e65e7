title a riddle about an egg
form riddle
cast a: old
cast b: child
cast c: child
cast d: child
cast e: child
word place: by the henhouse, at the garden table, on the steps of the house, in front of the barn, under the walnut tree
word w1: a coconut, a snow cave, a sugar bowl, a pearl, a nutshell, a drum, a money box, a snail, an onion
word w2: a coconut, a snow cave, a sugar bowl, a pearl, a nutshell, a drum, a money box, a snail, an onion
word w3: a coconut, a snow cave, a sugar bowl, a pearl, a nutshell, a drum, a money box, a snail, an onion
word with: a handkerchief, a hat, an apron, a napkin
word treat: pancakes, an omelette, a sponge cake, waffles

beat start
{a.intro} was sitting {place} with four children who loved riddles
(One afternoon|After lunch), four children came to see {a.intro}, and they all sat {place}
Four children had come to {a.intro} to hear some riddles, and there they sat, {place}
beat say a
I know a little house with no door and no window. Whoever wants to get in must break the wall. What is it?
Here is a hard one. What has to be broken before you can use it, and has gold inside?
A round white wall, and behind it a golden sun. Nobody built it, and nobody can mend it. What is it?
It has no lid and no lock, and yet a treasure lies in it. It rolls, but it is no ball. What is it?
beat mix start
{b.name} said that it was {w1}
{b.name} thought of {w1}
{b.name} guessed {w1}
{b.name}'s guess was {w1}
{b.name} called out that it was {w1}
beat mix start
{c.name} guessed {w2}
{c.name} was quite sure that it was {w2}
{c.name} thought that it might be {w2}
{c.name}'s guess was {w2}
{c.name} would have sworn that it was {w2}
beat mix start
{d.name} believed that it was {w3}
{d.name} guessed {w3}
{d.name} thought of {w3}
To {d.name} it sounded like {w3}
{d.name} thought that it was {w3}
beat but
{a} shook {a.my} head each time
none of them was right, and {a} smiled
each time the answer was no
beat say a
All of you are wrong, but you are getting warmer
I will give you a hint. You can boil it, fry it or leave it alone
Think of the morning, when the cock crows
It is made with a great deal of noise, but not by people
beat and
{e.name}, who had not said a word, looked across at the hens in the yard
just then a hen began to cackle in the yard, and {e.name} looked up
{e.name} had been listening to the hens all the time and slowly put up a hand
beat say e
It is an egg! The shell is the wall, and the yolk is the gold
I have it! It must be an egg
Nobody but a hen can build such a house. It is an egg
beat then
{a} took away {with} that had been lying there, and under it was an egg, fresh and white
{a} lifted {with} from the bench, and under it lay a fresh white egg
from under {with} {a} took an egg, still a little warm
beat say a to e
Well done, {e.name}! {e} may keep it
That is right! And because {e} <have> listened so well, it is yours
Quite right, {e.name}! It was laid this morning, and now it belongs to you
beat maybe start
There was a whole basket of eggs in the kitchen, and they made {treat} for everyone
In the end all of them fetched more eggs and helped to make {treat}
beat maybe start
Out in the yard a hen cackled, as if it had known the answer all along
From that day on the children called every egg a riddle

ask what
? What was the answer to the riddle
? What did {a.name} have in mind
! The answer was an egg
! It was an egg
ask what w1
? What did {b.name} guess
? What was {b.name}'s guess
! {b.name} guessed {w1}
! {b.name}'s guess was {w1}
ask who c
? Who guessed that it was {w2}
? Who thought of {w2}
! It was {c.name}
! {c.name} guessed {w2}
ask who d
? Who guessed {w3}
? Who thought that it was {w3}
! It was {d.name}
! {d.name} guessed {w3}
ask who e
? Who found the answer
? Who guessed right
! {e.name} found the answer
! It was {e.name} who guessed right
ask where place
? Where were they sitting
! They were sitting {place}
ask who a
? Who asked the riddle
! {a.name} asked the riddle
! It was {a.name}
