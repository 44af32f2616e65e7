title a diary day with a leaking roof
form diary
cast a: child
cast b: grown
word day: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
word pot: soup pot, washbowl, milk pail, cake tin, jam jar, watering can, teapot
word more: soup pot, washbowl, milk pail, cake tin, jam jar, watering can, teapot
word room: kitchen, hall, bedroom, living room, pantry
word tool: hammer, trowel, bag of nails, coil of rope, toolbox
word treat: the last piece of plum cake, a plate of pancakes, a mug of cocoa, a bowl of hot soup, three gingerbread hearts
number n: 2..9

beat line
From the diary of {a.name}
The diary of {a.name}
A page from the diary of {a.name}
beat start
{day}. It (rained|poured) (all night|without a break), and this morning a fat drop fell on my nose in the {room}
{day}. I had hardly come into the {room} this morning when a cold drop hit my ear. It was raining indoors!
{day}. Plip, plop! That was the first thing I heard today, and it came from the {room}. The rain was dripping through the ceiling
beat start
I (ran for|fetched|grabbed) the {pot} and (put|set) it under the drip
At once I (put|pushed) the {pot} under the place to catch the water
There was no time to lose, so I took the {pot} and set it under the leak
I pulled the {pot} out of the cupboard and put it where the drops came down
beat but
the rain soon found a second way in, right above the (window|door)
a second drip began beside the (window|door) before I could sit down
the rain was clever and came through above the (window|door) as well
beat so
I put the {more} there as well
the {more} had to help, too
this time I took the {more}
beat maybe start
The two of them went plip and plop like a tiny band, and I danced to it in my socks
Plip said the one, and plop said the other. I made up a song to go with it
I emptied them both into the sink again and again until my arms ached
Soon there was a lake in each of them, and I thought about keeping a fish
beat then
I ran to {b.name} the {b.trade}, who is not afraid of ladders
I put on my boots and asked {b.name} the {b.trade} for help
I splashed through the streets to {b.name} the {b.trade} and told {b.me} about the leak
I knocked at the door of {b.name} the {b.trade}, because nobody knows more about roofs
beat when
the rain stopped (for a while|at last|around noon)
the clouds (broke up|moved away) for a while
the storm was over
beat start
{b.name} leaned a ladder against the wall and climbed onto the roof with {tool.a}
{b.name} came over with {tool.a} and went up onto the roof
{b.name} arrived with {tool.a}, and I held the ladder
beat say b
No wonder you got wet! The storm has blown {n} tiles away
Here is the trouble. There are {n} tiles missing, and the wind has thrown them into the garden
I can see it now. The wind has carried off {n} tiles
Just as I thought. You have lost {n} tiles in the storm
beat then
{b} put new tiles in their places and knocked on each one to make sure
{b} laid new tiles in the gaps, one beside the other
{b} pushed new tiles into the gaps until there was not a crack left
beat so
{b.name} got {treat} for the work
I gave {b.name} {treat} to say thank you
{b.name} sat in our kitchen for a while and had {treat}
beat start
Tonight it is raining again, but the {room} is as dry as a biscuit tin
Now I am lying in bed. The rain is drumming on the roof, and not a single drop comes in
As I write this, it is pouring outside, and I am warm and dry
beat maybe start
I almost miss the music
The sound of rain is lovely when it stays outside
Good night, rain!

ask what pot
? What did {a.name} put under the first drip
? What caught the first drops
! {a.name} put the {pot} under it
! The {pot} caught the first drops
ask what more
? What did {a.name} put under the second drip
? What was used for the second leak
! {a.name} put the {more} there
! The {more} was used for the second leak
ask where room
? Where did the rain come in
? Which room got wet
! The rain came into the {room}
! It was the {room}
ask who b
? Who mended the roof
? Who climbed onto the roof
! {b.name} mended the roof
! It was {b.name} who climbed up and mended the roof
ask how-many n
? How many tiles were missing
? How many tiles had the wind carried off
! {n} tiles were missing
! The wind had blown {n} tiles away
ask why
? Why did the rain come in
? Why was there a leak
! There was a leak because the wind had blown some tiles off the roof
! The rain came in because there were tiles missing
