title the bees at school
season summer
cast a: beekeeper
cast b: teacher
cast c: child
thing x: basket, straw basket, wooden box, straw hive
number n: 3..9
word spot: in the chestnut tree, on a branch of the old elm, under the roof of the porch, on the flagpole, in the lilac bush

beat start
3: {a.intro} was (filling|cleaning) honey jars when {c.intro} came running up the path
3: One (warm|sunny|hot) day in (May|July), {a.intro} heard somebody bang at the gate, and there stood {c.intro}
1: I am a beekeeper. One (warm|sunny|hot) day in (May|July), {c.intro} came running up my path without a hat
1: I was (filling|cleaning) honey jars when {c.intro} ran through my garden gate
beat say c to a
Come quickly, {a.name}! There are a thousand bees at our school!
Help, {a.name}! A swarm of bees has come to our school, and nobody dares to go out!
{a.name}, {a.name}! The school yard is full of bees, and the teacher has shut all the windows!
beat so
{a} put on a hat with a veil, lit the smoker and took {x}
{a} took the long gloves from the nail and found a veil and {x}
{a} fetched a veil, a pair of thick gloves and {x}
fact has a x
beat then
{c.name} and {a.name} hurried down the road
{c.name} and {a.name} set off for the school without another word
{c.name} and {a.name} ran all the way to the school
beat maybe start
@weather
beat start
A big brown cloud hung {spot} and hummed like an organ
There they were, {spot}, thousands and thousands of them in one dark bunch
The bees hung {spot} in one big, buzzing bunch
beat and
{b.intro} stood behind the window with all the children
at the window {b.intro} was counting the children
inside, {b.intro} was holding the door shut with both hands
beat say b to a
Are they angry, {a.name}? Will they sting us?
{a.name}, thank goodness! Must we stay in here until winter?
beat say a to b
Do not be afraid, {b.name}. A swarm is only looking for a new home
They are not angry, {b.name}. Their old hive was too small, and so they moved out
They have eaten so much honey that they are sleepy, {b.name}. Only keep the windows shut
beat then
{a} blew a little smoke, very gently, and set up a ladder
{a} put a ladder in the right place and went up without any hurry
{a} sprayed the bees with a little water and climbed up a ladder
beat start
{a} held {x.the} under them with one hand
{a} pushed {x.the} close to them and hummed a little tune
{a} spoke softly to them, as one speaks to a baby
beat maybe start
All the noses were pressed against the glass
{c.name} held the ladder and did not even blink
beat when
{a} gave one (quick|short) shake
{a} tapped once with a stick
beat start
the whole bunch dropped into {x.the} with a soft thump
they all fell down into {x.the} like a heavy cake
beat but
some bees still flew about
not all of them were inside
a few of them buzzed around in the yard
beat say a
Patience now! When the queen stays in, the others will follow
Leave the lid open a little. Those outside can smell their queen and will come by themselves
Wait until the evening. The last ones will find their queen by the smell
beat maybe start
The children waited and drew the bees (with crayons|on the blackboard)
The whole class sang a song about bees until four o'clock
All afternoon, the class counted wings and legs and learned that a bee has six legs
beat then
the last bees crept in, one after another
it grew quieter and quieter until the last bee was inside
one bee after another marched in until the yard was quiet
beat so
{a} covered {x.the} with a cloth and carried it home
{a} closed {x.the} with a cloth and walked home very slowly
{a} tied a cloth over {x.the} and took it to the garden
beat maybe and
the bees got a house of their own with a (blue|yellow) door
the swarm moved into a new hive under the apple trees
beat start
In the autumn, {a} (brought|carried) {n} jars of honey to the school
When the leaves turned yellow, {a.name} came back with {n} jars of honey
In (August|September), {n} jars of honey stood on the teacher's desk
beat say c
(Mmm!|Hurray!) This honey is from our own bees
I am glad that they came to our school first
Every spoonful tastes of our (yard|lime trees). I like our bees
beat maybe start
{b.name} spread the honey on bread for everyone, and even the chalk was sticky
They all licked their fingers, and {b.name} did too

ask where
? Where did the bees hang
? Where at the school were the bees
! They hung {spot}
! The bees were {spot}
ask who c
? Who ran to {a.name} for help
? Who told {a.name} about the bees
! It was {c.name}
! {c.name} did
ask why
? Why did the bees come to the school
? Why had the bees left their old hive
! They were looking for a new home
! The bees needed a new home
ask how-many
? How many jars of honey did the school get
? How many jars did the children get in the autumn
! The school got {n} jars of honey
! There were {n} jars
ask what x
? What did the bees fall into
? What did {a.name} carry the bees home in
! It was {x.a}
! {a.name} caught them in {x.a}
