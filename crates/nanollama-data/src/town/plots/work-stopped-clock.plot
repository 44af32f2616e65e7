title the clock that stopped
cast a: clockmaker
cast b: child
cast c: ferryman
thing x: sparrow, swallow, pigeon, robin, starling, wren
word stuff: straw and feathers, moss and twigs, dry grass and wool, twigs and feathers
number n: 2..5
number h: 2..11

beat start
3: The big clock on the town hall stopped, and {a.intro} had to mend it
3: (One|On a) (Monday|spring|sunny) morning, {a.intro} looked up and saw that the town clock had stopped
1: I am the clockmaker of our town. (One|On a) (Monday|spring|sunny) morning the big clock on the tower stopped
1: I was winding a watch in my workshop when somebody called that the town clock had stopped
beat start
Its hands stood still at {h} o'clock
It showed {h} o'clock and would not move on
Both hands had stopped just after {h}
beat maybe so
nobody in town knew the time
everyone was late that day
the whole town was (upset|in a muddle)
beat maybe start
The teacher rang the school bell at the wrong time, and the baker burned the bread
The shops opened too late, and the children came home too early
beat start
{c.intro} came up from the river and was (quite|very) cross
In the doorway stood {c.intro} with folded arms
{c.intro} hurried up from the landing with a red face
beat say c to a
{a.name}, when shall my ferry (leave|sail)? The people are waiting on the bank
Please hurry, {a.name}! My passengers ask when we leave, and I cannot tell them
Every day I look up at your clock, {a.name}. How can I leave on time when it stands still?
beat so
{a} packed a screwdriver, an oil can and a lamp and climbed the (steep|narrow|dusty) stairs
{a} took a hammer, a rag and a bottle of oil and climbed up into the tower
{a} took the tool bag and went up all the steps to the top of the tower
beat and
{b.intro} came along to hold the lamp
{b.intro} begged to come along and was allowed to hold the tools
{b.intro} went along to carry the oil can
beat then
{a} looked at (each|every) wheel and (turned|tightened) the screws
{a} took the smallest wheel apart, cleaned it and put it together again
{a} oiled the wheels, wiped off the dust and checked the springs
beat but
the clock did not (tick|move)
there was still no tick and no tock
not one wheel would turn
beat then
{b} put an ear to the wall and heard something
{b} leaned over the wheels and heard a tiny sound
{b} held up one finger and listened
beat say b to a
Hush! Something is (peeping|chirping) in there
{a.name}, come here quickly! The clock is (singing|peeping|chirping)
Listen, {a.name}! Do you hear that (peeping|chirping)? It comes from inside the clock
beat start
Behind the biggest wheel there was a nest of {stuff}
Right under the bell, among the wheels, was a nest of {stuff}
There, between two wheels, somebody had built a nest of {stuff}
beat start
in it sat {x.a} with {n} (hungry|tiny|fluffy) chicks
{n} chicks opened their beaks wide, and above them sat {x.a}
beat say a
(Well, well|Oh my)! I cannot start the clock now. The wheels would hurt them
So that is why it stopped! Nobody may harm these little ones
beat maybe then
{a} sat down on the steps and thought (hard|for a long time)
{a} walked up and down the tower room and thought
{a} scratched one ear and thought about it
beat but
{b} knew what to do
{b} had a good idea
beat say b to a
Let us carry the nest to the window, very slowly. Their mother will find it there
They only need a warm, quiet place, {a.name}. What about the corner by the window?
There is a safe corner by the window. If we carry the nest there very gently, the mother will not be afraid
beat so
{b.name} and {a.name} moved the nest, bit by bit, into the corner by the window
{b.name} and {a.name} lifted the nest out and set it down in a quiet corner by the window
{b.name} and {a.name} carried the nest with great care to the sill
beat and
the {x.noun} flew after it and fed the chicks again
the {x.noun} followed it and soon sat down on it again
beat start
At last {a} pushed the pendulum, and the clock said tick and tock
Then {a} tightened one last screw, and the clock ticked again
Then {a} gave the pendulum a push, and the wheels began to turn
beat maybe start
The bell rang out over the roofs, and the people clapped
Down in the square everyone cheered and set their watches
beat start
The ferry left on time that evening
Before sunset the ferry left, not one minute too late
That evening, {c.name} sailed right on time and waved (up to the tower|with his cap)

ask why
? Why did the clock stop
? Why could the clock not move
! The clock stopped because there was a nest between its wheels
! It stopped because a bird had built a nest inside
ask what x
? What bird sat on the nest
? What bird had built its nest in the clock
! It was {x.a}
! The bird on the nest was {x.a}
ask how-many
? How many chicks were in the nest
? How many chicks did they find
! There were {n} chicks in the nest
! They found {n} chicks
ask who b
? Who heard the chicks first
? Who had the idea to move the nest
! It was {b.name}
! {b.name} did
ask where
? Where did they put the nest
? Where was the nest in the end
! In the end, the nest was by the window
! They put it by the window
