title what everyone was afraid of
cast a: child
cast g: grown
cast b: child
cast c: child
cast d: child
cast e: child
word f1: spiders, thunder, deep water, the dark cellar, big dogs, high ladders, owls, the dentist, geese, moths, ghosts, snakes, bulls, black cats
word f2: spiders, thunder, deep water, the dark cellar, big dogs, high ladders, owls, the dentist, geese, moths, ghosts, snakes, bulls, black cats
word f3: spiders, thunder, deep water, the dark cellar, big dogs, high ladders, owls, the dentist, geese, moths, ghosts, snakes, bulls, black cats
word f4: spiders, thunder, deep water, the dark cellar, big dogs, high ladders, owls, the dentist, geese, moths, ghosts, snakes, bulls, black cats
word r1: sang a song, counted to a hundred, held a lucky stone, whistled a tune, thought of pancakes, pulled down a warm cap, told a joke, bit on a straw, hummed like a bee, said the alphabet backwards, took three deep breaths, squeezed a woollen rabbit
word r2: sang a song, counted to a hundred, held a lucky stone, whistled a tune, thought of pancakes, pulled down a warm cap, told a joke, bit on a straw, hummed like a bee, said the alphabet backwards, took three deep breaths, squeezed a woollen rabbit
word r3: sang a song, counted to a hundred, held a lucky stone, whistled a tune, thought of pancakes, pulled down a warm cap, told a joke, bit on a straw, hummed like a bee, said the alphabet backwards, took three deep breaths, squeezed a woollen rabbit
word r4: sang a song, counted to a hundred, held a lucky stone, whistled a tune, thought of pancakes, pulled down a warm cap, told a joke, bit on a straw, hummed like a bee, said the alphabet backwards, took three deep breaths, squeezed a woollen rabbit
word noise: an owl hooted in the branches, something snapped in the bushes, a fox barked in the valley, the wind howled round the tent
word mine: the moment when the candle goes out, being the last one awake, forgetting the words of a song, getting lost in a crowd, saying the wrong thing
place p: woods, meadow, hill

beat start
3: It was the last night of the camp {p.in}, and {a.intro} sat by the fire with {b.name}, {c.name}, {d.name}, {e.name} and {g.intro}, who looked after them
3: {g.intro} had put up a tent {p.in} for {e.name}, {b.name}, {d.name}, {c.name} and {a.intro}
1: It was the last night of the camp {p.in}, and I sat by the fire with {b.name}, {c.name}, {d.name}, {e.name} and {g.intro}, who looked after us
1: {g.intro} had put up a tent {p.in} for {e.name}, {b.name}, {d.name}, {c.name} and me
beat then
{noise}, and everybody moved closer to the fire
it grew very dark, and {noise}
beat say g
Nobody needs to be ashamed here. Who is afraid of what, and what helps?
Everyone is afraid of something. Tell each other about it, and it will get smaller
Put another log on the fire. A fear that is told is only half a fear
beat mix start
{b.name} was afraid of {f1} and always {r1}
Because of {f1}, {b.name} often lay awake and then {r1}
{f1} frightened {b.name}, who {r1} every time
Nothing was worse than {f1} for {b.name}, who {r1} until it was over
beat mix start
{c.name} {r2} every time, and that was because of {f2}
Against the fear of {f2}, {c.name} {r2}
{c.name} had always been afraid of {f2} and {r2} to feel better
When it came to {f2}, {c.name} got cold hands and {r2}
beat mix start
It was {f3} that troubled {d.name}, who simply {r3}
{d.name} whispered something about {f3}, but {r3} and felt better
{d.name} {r3}, over and over again, so as not to think of {f3}
{d.name} did not like {f3} at all and {r3} each time
beat mix start
{e.name} dreamed of {f4} now and then and {r4} in the morning
{e.name}'s fear was of {f4}, and so {e.name} {r4} again and again
Only {f4} could frighten {e.name}, who {r4} and shut both eyes
beat start
3: All the faces turned to {a} now
3: Then it was {a.my} turn, and it was quiet round the fire
1: All the faces turned to me now
1: Then it was my turn, and it was quiet round the fire
beat maybe start
@afraid a
@thinks a
beat say a
For me it is {mine}. I have never told anybody
I think that the worst of all is {mine}
beat but
nobody laughed, and somebody put an arm round {a.me}
nobody found it silly, not even a little
beat say g to a
That was brave, {a.name}. I know that one, too
I am glad that you said it, {a.name}. It has got smaller already, has it not?
beat then
3: they tried it all together, one thing after another, and the night was only a night
3: they lay in the tent, side by side, and heard the noise again, and it was only a noise
1: everything was tried out, one thing after another, and the night was only a night
1: I lay in the tent between the others and heard the noise again, and it was only a noise
beat maybe start
The fire burned down, and above it hung all the stars
beat maybe start
@ending a

ask what f1
? What was {b.name} afraid of
? Which fear did {b.name} have
! {b.name} was afraid of {f1}
! It was the fear of {f1}
ask who b
? Who was afraid of {f1}
? Who did not like {f1}
! {b.name} was afraid of {f1}
! It was {b.name}
ask what r1
? What did {b.name} do against the fear
? What helped {b.name}
! {b.name} {r1}
! It helped that {b.name} {r1}
ask who b
? Who {r1}
? Which child {r1}
! {b.name} did, because of {f1}
! It was {b.name}
ask what f2
? What was {c.name} afraid of
? Which fear did {c.name} have
! {c.name} was afraid of {f2}
! It was the fear of {f2}
ask who c
? Who was afraid of {f2}
? Who did not like {f2}
! {c.name} was afraid of {f2}
! It was {c.name}
ask what r2
? What did {c.name} do against the fear
? What helped {c.name}
! {c.name} {r2}
! It helped that {c.name} {r2}
ask who c
? Who {r2}
? Which child {r2}
! {c.name} did, because of {f2}
! It was {c.name}
ask what f3
? What was {d.name} afraid of
? Which fear did {d.name} have
! {d.name} was afraid of {f3}
! It was the fear of {f3}
ask who d
? Who was afraid of {f3}
? Who did not like {f3}
! {d.name} was afraid of {f3}
! It was {d.name}
ask what r3
? What did {d.name} do against the fear
? What helped {d.name}
! {d.name} {r3}
! It helped that {d.name} {r3}
ask who d
? Who {r3}
? Which child {r3}
! {d.name} did, because of {f3}
! It was {d.name}
ask what f4
? What was {e.name} afraid of
? Which fear did {e.name} have
! {e.name} was afraid of {f4}
! It was the fear of {f4}
ask who e
? Who was afraid of {f4}
? Who did not like {f4}
! {e.name} was afraid of {f4}
! It was {e.name}
ask what r4
? What did {e.name} do against the fear
? What helped {e.name}
! {e.name} {r4}
! It helped that {e.name} {r4}
ask who e
? Who {r4}
? Which child {r4}
! {e.name} did, because of {f4}
! It was {e.name}
ask what mine
? What was {a.name} afraid of
? What was the fear that {a.name} told
! It was {mine}
! {a.name} said that it was {mine}
