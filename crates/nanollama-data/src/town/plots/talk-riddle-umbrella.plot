title a riddle about an umbrella
form riddle
cast a: grown
cast b: child
cast c: child
cast d: child
place p: market, harbour, village square
word w1: a bat, a mushroom, a kite, a frog, a flower, a balloon, a chimney, a flag
word w2: a bat, a mushroom, a kite, a frog, a flower, a balloon, a chimney, a flag
word w3: a bat, a mushroom, a kite, a frog, a flower, a balloon, a chimney, a flag
word how: under a dripping gutter, close to a wall, under a dripping awning, under a shop sign
word colour: red, green, yellow, purple, orange
word home: the school, the bakery, the church, the town hall, the library

beat start
It began to pour when {b.intro}, {c.intro} and {d.intro} were {p.in}
{b.intro}, {c.intro} and {d.intro} were {p.in} when it suddenly began to rain
The sky turned black, and then it poured. {b.name}, {c.name} and {d.name} were {p.in}, without coats
beat start
They stood {how} and could not go home
There they stood, {how}, and the water ran down their necks
They squeezed together {how} and waited, but the rain did not stop
beat then
{a.intro} came along and stopped in front of them
{a.intro} saw them and came over
along the wet street came {a.intro}
beat say a
If you can solve my riddle, I will help you. What goes up when the rain comes down?
I have a riddle for you. It has ribs and skin, but no bones and no blood. What is it?
Listen! It sleeps in the sun and opens up in the rain. What is it?
When it is dry, it is thin. When it is wet, it is wide. Whoever tells me what it is can come along
beat mix start
{b.name} guessed {w1}
{b.name} thought of {w1}
{b.name} said that it must be {w1}
{b.name} was sure that it was {w1}
beat mix start
{c.name} thought that it was {w2}
{c.name} guessed {w2}
{c.name} was sure that it was {w2}
{c.name} said that it might be {w2}
beat mix start
{d.name} guessed {w3}
{d.name} said that it could only be {w3}
{d.name} thought of {w3}
{d.name} believed that it was {w3}
beat say a
All wrong, and you are getting wetter and wetter. It has a handle, and it hangs on a hook when the sun shines
Not bad, but not right. I will tell you one more thing. It has only one leg, and people carry it over their heads
No, no and no. But all three of you are wishing for one at this moment
beat then
the three of them looked at one another and began to laugh
all three of them cried out at the same time
they looked up at the rain, and suddenly it was quite clear
beat say c
It is an umbrella! We should have thought of that first
An umbrella! And we need one so badly
We are so stupid! It is an umbrella, of course
beat then
{a} pulled out a huge {colour} umbrella and opened it
from under a long coat {a} took a huge {colour} umbrella
{a} opened a huge {colour} umbrella with a bang
beat so
all of them crowded under it and walked as far as {home} together
they squeezed under it, shoulder to shoulder, and it took them as far as {home}
there was room for all four of them under it, and they walked as far as {home}
beat maybe start
Only {d.name}'s left ear got wet
On the way they tried to make up a riddle about a puddle
beat maybe start
And at {home} the rain stopped, of course
The answer was big enough for four

ask what
? What was the answer to the riddle
? What did {a.name} have in mind
! The answer was an umbrella
! It was an umbrella
ask what w1
? What did {b.name} guess
? What did {b.name} think it was
! {b.name} guessed {w1}
! {b.name} thought that it was {w1}
ask who c
? Who guessed {w2}
? Who thought that it was {w2}
! {c.name} guessed {w2}
! It was {c.name}
ask what w3
? What did {d.name} guess
? What did {d.name} think it was
! {d.name} guessed {w3}
! {d.name} thought that it was {w3}
ask where p
? Where were the children when it began to rain
? Where did the children meet {a.name}
! They were {p.in}
! The children were {p.in}
ask colour colour
? What did the umbrella look like
? What kind of umbrella was it
! It was a huge {colour} umbrella
! The umbrella was {colour}
ask who a
? Who asked the riddle
? Who helped the children
! It was {a.name}
! {a.name} asked the riddle and helped them
