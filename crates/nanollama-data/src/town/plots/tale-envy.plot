title everyone wants to be somebody else
season summer
thing b: donkey, cat, cock, swan, dog, goat, hedgehog, fox, mole, pony, squirrel, frog, owl, pig
thing c: donkey, cat, cock, swan, dog, goat, hedgehog, fox, mole, pony, squirrel, frog, owl, pig
thing d: donkey, cat, cock, swan, dog, goat, hedgehog, fox, mole, pony, squirrel, frog, owl, pig
thing e: donkey, cat, cock, swan, dog, goat, hedgehog, fox, mole, pony, squirrel, frog, owl, pig
thing f: donkey, cat, cock, swan, dog, goat, hedgehog, fox, mole, pony, squirrel, frog, owl, pig
word r1: is never told what to do, can sleep all day, is loved by everyone, never loses anything, has so many friends, can go wherever it likes, is never alone, knows how to be happy, is not afraid of the dark, has no work to do, sees so much of the world, never has to hurry, always knows what to say, is so easy to please
word r2: is never told what to do, can sleep all day, is loved by everyone, never loses anything, has so many friends, can go wherever it likes, is never alone, knows how to be happy, is not afraid of the dark, has no work to do, sees so much of the world, never has to hurry, always knows what to say, is so easy to please
word r3: is never told what to do, can sleep all day, is loved by everyone, never loses anything, has so many friends, can go wherever it likes, is never alone, knows how to be happy, is not afraid of the dark, has no work to do, sees so much of the world, never has to hurry, always knows what to say, is so easy to please
word r4: is never told what to do, can sleep all day, is loved by everyone, never loses anything, has so many friends, can go wherever it likes, is never alone, knows how to be happy, is not afraid of the dark, has no work to do, sees so much of the world, never has to hurry, always knows what to say, is so easy to please
word r5: is never told what to do, can sleep all day, is loved by everyone, never loses anything, has so many friends, can go wherever it likes, is never alone, knows how to be happy, is not afraid of the dark, has no work to do, sees so much of the world, never has to hurry, always knows what to say, is so easy to please
thing o: toad, tortoise, stork, raven; old, clever, grey, wise
word p: behind the barn, at the edge of the village, beside the millpond, under the big lime tree

beat start
One hot afternoon five animals lay {p} and complained
Five animals met {p}, and not one of them was content
It began with a sigh {p}, on a long and lazy day
beat maybe start
@weather
@outside
beat mix start
{b} wished to be {c.a}, because {c.a} {r1}
{b} would have liked to change places with {c}, who {r1}
There was nothing that {b} wanted more than to be {c.a}, for {c.a} {r1}
{b} looked at {c} with envy, for {c.a} {r1}
beat mix start
{c} said that it must be fine to be {d.a}, because {d.a} {r2}
{c} had always wanted to be {d.a}, because {d.a} {r2}
{c} said that {d.a} {r2} and that this was the life to have
{c} was sick of being {c.a} and wished to be {d.a}, who {r2}
beat mix start
{d} dreamed of being {e.a}, because {e.a} {r3}
{d} would have given everything to be {e.a}, for {e.a} {r3}
{d} sighed and wished to be {e.a}, for {e.a} {r3}
It was the wish of {d} to be {e.a}, since {e.a} {r3}
beat mix start
{e} thought that it was best to be {f.a}, because {f.a} {r4}
{e} did not understand why it was not {f.a}, for {f.a} {r4}
{e} wanted to be {f.a} and nothing else, because {f.a} {r4}
For {e} there was only one wish, to be {f.a}, because {f.a} {r4}
beat mix start
{f} wished to be {b.a}, because {b.a} {r5}
{f} looked over at {b} and said that {b.a} {r5}
{f} had never told anybody, but it wanted to be {b.a}, for {b.a} {r5}
{f} longed to be {b.a}, because {b.a} {r5}
beat but
{o} had been listening from the shade and began to laugh
close by sat {o}, who had heard it all
beat say o
Look round once. Each of you is what somebody else wants to be
How well you have arranged it! Every one of you is a dream of your neighbour
Shall I tell you what I see? A ring, and everybody in it is looking the wrong way
beat then
it was quiet for a while, and each of them thought it over
they looked at each other in surprise
beat say c
So there is something good about me, too
Is it true? Somebody wants to be like me?
beat maybe say f
Then I had better stay what I am, or there will be one too few
I must tell my children about that
beat maybe start
From that day on there was less sighing {p}
When evening came, each of them went home on its own feet, and not one was sad about it

ask who c
? Who did {b.the} want to be
? What did {b.the} wish to be
! {b.the} wanted to be {c.a}
! {b.the} wished to be like {c.the}
ask who b
? Who wanted to be {c.a}
? Which animal wished to be {c.a}
! {b.the} did
! It was {b.the}
ask why r1
? Why did {b.the} want to be {c.a}
? Why did {b.the} envy {c.the}
! {b.the} thought that {c.a} {r1}
! It was because {c.a} {r1}
ask who d
? Who did {c.the} want to be
? What did {c.the} wish to be
! {c.the} wanted to be {d.a}
! {c.the} wished to be like {d.the}
ask who c
? Who wanted to be {d.a}
? Which animal wished to be {d.a}
! {c.the} did
! It was {c.the}
ask why r2
? Why did {c.the} want to be {d.a}
? Why did {c.the} envy {d.the}
! {c.the} thought that {d.a} {r2}
! It was because {d.a} {r2}
ask who e
? Who did {d.the} want to be
? What did {d.the} wish to be
! {d.the} wanted to be {e.a}
! {d.the} wished to be like {e.the}
ask who d
? Who wanted to be {e.a}
? Which animal wished to be {e.a}
! {d.the} did
! It was {d.the}
ask why r3
? Why did {d.the} want to be {e.a}
? Why did {d.the} envy {e.the}
! {d.the} thought that {e.a} {r3}
! It was because {e.a} {r3}
ask who f
? Who did {e.the} want to be
? What did {e.the} wish to be
! {e.the} wanted to be {f.a}
! {e.the} wished to be like {f.the}
ask who e
? Who wanted to be {f.a}
? Which animal wished to be {f.a}
! {e.the} did
! It was {e.the}
ask why r4
? Why did {e.the} want to be {f.a}
? Why did {e.the} envy {f.the}
! {e.the} thought that {f.a} {r4}
! It was because {f.a} {r4}
ask who b
? Who did {f.the} want to be
? What did {f.the} wish to be
! {f.the} wanted to be {b.a}
! {f.the} wished to be like {b.the}
ask who f
? Who wanted to be {b.a}
? Which animal wished to be {b.a}
! {f.the} did
! It was {f.the}
ask why r5
? Why did {f.the} want to be {b.a}
? Why did {f.the} envy {b.the}
! {f.the} thought that {b.a} {r5}
! It was because {b.a} {r5}
