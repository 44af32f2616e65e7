title the castle on the beach
cast a: child he
cast b: child she
cast c: fisherman
thing t: spade, shovel, bucket, tin cup; colour
word flag: white feather, big green leaf, paper flag, long gull feather
word sky: sunny, windy, bright, warm
number n: 4..12

beat start
3: One {sky} (morning|day), {a.intro} and {b.intro} (went|walked|ran) to the beach (to build a castle|to play in the sand)
3: {a.intro} and {b.intro} were good friends. On a {sky} day they went to the beach to build a castle of sand
1: One {sky} (morning|day), {b.intro} went to the beach with me to build a castle
1: On a {sky} day, {b.name} and I went to the beach to (build a castle of sand|play in the sand)
beat and
{a} brought {t} along
{a} had {t} under {a.my} arm
fact has a t
beat maybe start
@water
beat say a to b
First we must build a (tall|high) tower. (It must reach up to my (chin|shoulders)|Everyone must see it from far away)
Let us begin with the tower. I want it to be the tallest on the whole beach
beat say b to a
No, {a.name}! First we must build a (strong|thick) wall. (The waves are coming|The sea comes closer every hour)
No, {a.name}. Without a wall the (sea|tide) will take everything away
A tower is no use yet, {a.name}. First of all we need a wall against the waves
beat start
3: They (argued|quarrelled) (loudly|for a long time), and at last they did not talk to each other (at all|any more)
1: {b.name} and I (argued|quarrelled) (loudly|for a long time), and at last neither of us said another word
beat then
{b} drew a line (across|through) the sand with (a stick|a shell|one foot)
{b} laid a row of (pebbles|shells|seaweed) across the sand
{b} pulled a (stick|branch) through the sand until the beach was cut in two
beat say b to a
That is your side, and this is mine!
You stay over there, and I stay here!
Build what you like on your side, and leave mine alone!
beat paragraph
{a} (dug and dug|worked hard|piled up wet sand) until the tower was (high|tall) and (straight|pointed)
{a} carried wet sand, (patted it|pressed it) smooth and made the tower higher and higher
beat and
{b} built a long, (thick|round) wall with nothing behind it
{b} made a wall as thick as a loaf of bread, but there was nothing inside
beat when
the (first big wave|tide) came (in|rolling in)
beat start
the (water|sea) ran around the tower and (the top|half of it) (slid down|fell into the foam)
the tower (shook|leaned to one side) and fell (with a splash|into the water)
a crack ran up the tower, and it (sank|fell) into the water
beat but
the wall (held|did not break|stood firm)
the water only ran along the wall and went back again
beat start
{a} (sat down|stood there) with wet (feet|knees) and (sighed|looked very sad)
{a} looked at the wet heap and (swallowed hard|did not know what to say)
All that work was gone, and {a} felt like crying
beat start
{c.intro}, who was mending a net nearby, (saw it all|had watched everything)
beat maybe say c
A tower needs a wall, and a wall needs something to guard
Two half castles are no castle at all
I have seen many castles here, but never one that two people built with their backs to each other
beat then
{b} (jumped|stepped) over the line
{b} rubbed out a piece of the line with one foot and came across
beat say b to a
Come and build (your|a new) tower behind my wall, {a.name}. (There is plenty of room|It looks silly without one)
I have a wall and no tower, {a.name}, and you can build towers. Shall we put them together?
beat say a to b
Thank you! You were right about the (sea|waves), and I am sorry that I shouted
I am sorry. I should have listened to you. Let us build it together
Gladly! I was too proud to say that your wall was a good idea. I am sorry
beat so
3: they (wiped away the line|forgot about the line) and built one (big|grand|splendid) castle together
1: {b.name} and I (wiped away the line|forgot about the line) and built one (big|grand|splendid) castle together
beat and
{b} put {n} shells around the gate
{b} made {n} windows out of shells
{b} pressed {n} white shells into the wall
beat then
{a} stuck a {flag} on the (top of the tower|highest point)
beat maybe start
@proud a
@glad b
beat maybe but
the next (wave|big wave) only (licked|wetted) the wall and (ran|went) back
beat maybe start
It was (the best castle on the whole beach|a castle fit for a king)
When it was time to go home, the flag was still (waving|standing)
beat maybe start
@ending a
@evening a

ask what
? What did {a.name} want to build first
? What was the first thing that {a.name} wanted to build
! {a.name} wanted to build a tower first
! {a.name} wanted to build a tall tower first
ask why
? Why did the tower fall
? Why did {a.name} lose the first tower
! The tower fell because it had no wall to keep the sea out
! The sea ran around it, for it had no wall
ask where
? Where did the two friends build
? Where did {a.name} and {b.name} go
! They went to the beach and built a castle there
! They built their castle on the beach
ask how-many
? How many shells did {b.name} use
! {b.name} used {n} shells
ask who
? Who came across the line and made peace
? Who asked {a.name} to build behind the wall
! {b.name} did
! It was {b.name}
ask then
? What did they do after the tower had fallen
! They built one big castle together, with a tower and a wall
