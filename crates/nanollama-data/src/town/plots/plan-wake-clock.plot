title the clock that tickled
cast a: clockmaker
cast b: baker
cast c: child
thing x: feather, goose feather, brush, paper fan, ostrich feather
word thing: a marble, an iron ball, a glass ball, a walnut
word noise: tin tray, frying pan, saucepan lid, milk can
number n: 3..6
number h: 2..4

beat start
3: The workshop of {a.name} the clockmaker was full of clocks that ticked and tocked
3: {a.intro} was polishing a brass wheel when the shop bell rang
1: I am the clockmaker of our town, and I can repair anything that ticks
1: I was bending over a watch with a pair of tweezers when the shop bell rang
beat start
{b.intro} came in, yawned and sat down on a box
In came {b.intro}, with untidy hair and a yawn as wide as an oven
{b.intro} stumbled in with flour on both ears and two tired eyes
beat say b to a
I overslept again, {a.name}! The whole street was without bread this morning
Help me, {a.name}! My oven was still cold when the first people came
People were knocking at my window today, {a.name}, and I was still snoring
beat say a to b
Do you have no alarm clock, {b.name}? I could sell you a good one
Is there no alarm clock beside your bed, {b.name}?
Did the bell not wake you, {b.name}? A loud alarm clock can help
beat say b
I have {n} of them, and I sleep through them all
I have {n} of them under my pillow, and I only turn over
I put {n} alarm clocks around my bed, and I dreamed of a church
beat so
{a} promised to build something better
{a} rolled up both sleeves and cleared the bench
{a} took a pencil and said that this called for a very special clock
beat start
All day long {a} sawed, filed and screwed, but the first machine only (rattled|coughed) and fell over
The first machine was a drum with a spring, but the spring flew out of the window
The first machine had a whistle, but it only frightened the (mice|pigeons)
beat maybe and
the second one threw a boot through the window
the second one poured cold tea over the drawings
beat maybe start
@thinks a
beat start
{c.intro} was playing with marbles on the floor of the shop
By the stove {c.intro} was rolling marbles through a pipe
On the floor sat {c.intro}, building a marble run out of rulers
beat say c to a
A noise is no use, {a.name}. When my friends will not wake up, I tickle their feet
Look, {a.name}! One little push, and everything else moves. And nobody can sleep when something tickles
beat so
{c.name} and {a.name} set to work together
{c.name} and {a.name} drew a plan with wheels, strings and levers
{c.name} and {a.name} spread out all the parts on the bench and began again
beat start
In the new machine {thing} rolled down a track and dropped into a cup
On the first try {thing} rolled down a track and dropped into a cup
beat then
the cup pulled a string, the string lifted a lever, and the lever moved {x}
one thing pushed the next, until {x} wagged to and fro
the cup sank, a string went tight, and a long arm with {x} began to swing
beat maybe and
at the very end a hammer fell on a {noise}
last of all, a {noise} dropped on the floor with a bang
beat start
In the evening, {c.name} and {a.name} carried it to the bakery and put it beside the bed
Before bedtime, {c.name} and {a.name} set up the machine in the room above the bakery
That night the machine stood beside {b.my} bed
beat maybe start
@night
beat when
the clock struck {h}
it was {h} o'clock
beat start
the {x.noun} came down and tickled {b.name} under the nose
the {x.noun} dipped down and brushed {b.name} on the cheek
the arm swung round, and the {x.noun} went to and fro over two bare feet
beat then
{b} laughed out loud and sat up in bed
{b} giggled, rubbed both eyes and jumped out of bed
{b} kicked, giggled and was wide awake
beat maybe start
By sunrise there were warm loaves, rolls and plum cakes in the window
When the street woke up, it smelled of fresh bread again
Long before the first customer came, the bread was out of the oven
beat say b to a
I have not woken up so merrily since I was a child, {a.name}!
What a way to wake up, {a.name}! You can have bread from me for a year
It is the best joke of the day, {a.name}, and it comes every morning!
beat maybe start
Soon half the town wanted one, even the sleepy station master
The fisherman and the postman ordered one each
beat start
{c.my} name stands on a little brass plate on the machine
To this day the bread is never late, and {c.name} gets a warm bun every morning
Whenever {c.name} comes into the bakery, there is a bun on the counter
beat maybe and
nobody in the bakery has overslept since
the {n} old alarm clocks have gone to sleep in a drawer

ask who b
? Who overslept
? Who could not wake up in the morning
! {b.name} the baker overslept
! It was {b.name}
ask who c
? Who said that something should tickle
? Who helped {a.name} to build the machine
! {c.name} did
! It was {c.name}
ask what x
? What tickled {b.name}
? What was at the end of the long arm
! It was {x.a}
! There was {x.a}, and it tickled {b.name}
ask how-many
? How many alarm clocks did {b.name} have before
? How many alarm clocks could not wake {b.name}
! {b.name} had {n} alarm clocks
! There were {n} of them
ask then
? What did {b.name} do when the {x.noun} tickled
? What happened when the {x.noun} touched {b.name}
! {b.name} laughed and woke up
! {b.name} was wide awake at once
