title the sledge with five seats
season winter
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: old
word made: an old ladder, a long bench, a garden gate, a ship's plank, a barn door
word name: the Caterpillar, the White Whale, the Flying Bench, the Long Goose, the Snow Train
word stop: a haystack, a snowdrift, a thick hedge, a heap of straw, a bank of soft snow
word j1: steered with both feet, pulled the brake, rang the bell, shouted left and right, counted the seconds, pushed at the start, held the rope, waved a flag, looked out for trees
word j2: steered with both feet, pulled the brake, rang the bell, shouted left and right, counted the seconds, pushed at the start, held the rope, waved a flag, looked out for trees
word j3: steered with both feet, pulled the brake, rang the bell, shouted left and right, counted the seconds, pushed at the start, held the rope, waved a flag, looked out for trees
word j4: steered with both feet, pulled the brake, rang the bell, shouted left and right, counted the seconds, pushed at the start, held the rope, waved a flag, looked out for trees
word j5: steered with both feet, pulled the brake, rang the bell, shouted left and right, counted the seconds, pushed at the start, held the rope, waved a flag, looked out for trees
word month: January, February
word treat: hot cocoa, pea soup, warm plum cake, rice pudding

beat start
3: It was {month}, the hill was white, and {a.intro} wanted to go sledging with four friends, but there was only one small sledge
3: In {month} there was snow at last, but {a.intro} and four friends had only one small sledge for all five of them
3: One {month} day {a.intro} and four friends wanted to go down the long hill. But how could five of them sit on one small sledge?
1: It was {month}, the hill was white, and five of us wanted to go sledging, but there was only one small sledge
1: In {month} there was snow at last, but my four friends and I had only one small sledge for all of us
1: One {month} day my friends and I wanted to go down the long hill. But how could five of us sit on one small sledge?
beat start
{a} went to {f.intro}, who had a shed full of wood, and came back with {made}
{f.intro} gave {a.me} {made}, and that was a beginning
In the shed of {f.intro} there was {made}, and {a} was allowed to have it
beat say a
If we nail this onto two runners, there is room for everybody!
Look how long it is! All five of us can sit on it, one behind the other
I have found it! This will be the longest sledge in the world
beat maybe start
@weather
@glad a
beat then
3: they sawed and hammered until noon and called the thing {name}
3: with two old runners and forty nails they turned it into a sledge and named it {name}
1: we sawed and hammered until noon and called the thing {name}
1: with two old runners and forty nails we turned it into a sledge and named it {name}
beat start
Each of the five had something to do
Such a long sledge cannot be driven by one child alone, and so each had a task
Before the first ride everyone was given a task
beat mix start
{a} {j1}
3: {a}, who was the captain, {j1}
1: I was the captain and {j1}
{a} had the first seat and {j1}
beat mix start
{b.name} {j2}
It was {b.name} who {j2}
{b.name}, with a whistle round {b.my} neck, {j2}
beat mix start
{c.name} {j3}
{c.name}, with a red nose, {j3}
{c.name} had begged for it and {j3}
beat mix start
{d.name} {j4}
{d.name}, in a fur cap, {j4}
{d.name}, wrapped in two scarves, {j4}
beat mix start
{e.name} {j5}
{e.name}, the last in the row, {j5}
{e.name}, who was the smallest, {j5}
beat start
Halfway down, {name} began to swing to and fro like the tail of a cow
The hill grew steeper, the wind roared, and {name} went faster and faster
At first it crept like a snail, and then {name} began to fly
beat say b
We are going too fast! Where will this end?
Lean over, all of you, or we shall hit the fence!
Help! There is a fence in front of us!
beat maybe start
{a} held {a.my} breath
{a} shut both eyes tight
{a.my} heart was beating like a drum
beat then
3: all five leaned over at the same moment, shot past the fence and landed in {stop}
1: all five of us leaned over at the same moment, and we shot past the fence and landed in {stop}
beat and
for a while there was nothing to be seen but ten boots
the snow flew up as high as a house
there was a great white cloud, and then silence
beat start
When the last of them had been dug out, nobody was hurt, and everyone was laughing
Five white faces looked at one another, and then the laughing began
One after the other crept out, white from head to foot, and nobody had even a bruise
beat say c
Again! But this time we must brake sooner
Once more! Who will help to pull it up?
That was the best ride of my life! Let us do it again
beat maybe start
By evening there was a track as smooth as glass all the way down the hill
Even {f.name} came and had a ride, with a rug over both knees
@tired a
@ending a
beat maybe start
Afterwards there was {treat} at {f.name}'s house
Nobody felt how cold it was until there was {treat}

ask what made
? What was the long sledge made of
? What did {f.name} give {a.name}
! It was made of {made}
! {f.name} gave {a.name} {made}
ask who f
? Who had a shed full of wood
? Who gave {a.name} the wood for the sledge
! It was {f.name}
! {f.name} gave it to {a.name}
ask what j1
? What did {a.name} do on the sledge
? What was {a.my} task
! {a.name} {j1}
ask who b
? Who {j2}
? Which of the children {j2}
! {b.name} {j2}
! It was {b.name}
ask what j3
? What did {c.name} do on the sledge
? What was {c.name}'s task
! {c.name} {j3}
ask who d
? Who {j4}
? Which of the children {j4}
! {d.name} {j4}
! It was {d.name}
ask who e
? Who {j5}
? Which of the five {j5}
! {e.name} {j5}
! It was {e.name}
ask where stop
? Where did the ride end
? Where did they land
! They landed in {stop}
! It ended in {stop}
ask what name
? What was the long sledge called
! It was called {name}
! The sledge was called {name}
