title the whistle in the fog
cast a: child he
cast c: old she
thing d: dog, sheepdog, goat, donkey, pony; black, brown, grey, white, spotted
word tune: a blackbird, a lark, a flute, a robin
word noise: a leaky pump, an old bellows, a snoring cat, a tired goose
word time: in the bath, on the way to school, under the blanket, at the dinner table
word spot: a ditch, a deep pit, the old quarry, the marsh, the mill stream
number n: 5..14

beat start
3: {a.intro} could (hop on one leg for an hour|swim like a fish|climb any tree), but he could not whistle
3: All the children in the street could whistle, all except {a.intro}
1: All the children in the street could whistle, all except me
1: I could (hop on one leg for an hour|swim like a fish|climb any tree), but I could not whistle
beat start
When {a} blew through {a.my} lips, there was only a sound like {noise}
Whenever {a} tried it, nothing came out but air
{a} blew and blew, but it only sounded like {noise}
beat maybe start
The others (laughed|giggled) and whistled even louder
At night {a} dreamed of whistling like {tune}
Even the parrot at the (inn|harbour) could do it
beat start
(One day|One afternoon) {a} met {c.intro}, who could call {d} with a whistle as clear as {tune}
There was {c.intro}, who had {d}. When she whistled like {tune}, it came running to her from far away
beat say a to c
How do you do that? I (have tried and tried|have tried it a hundred times)
Please, can you teach me to whistle? (I only ever make wind|My mouth is too small for it, I think)
What a fine whistle! I wish that I could do that. Will you show me?
beat say c to a
Wet your lips, {a.name}, and make them round, as if you wanted to (cool your soup|blow out a candle). Then blow very gently
You blow too hard, {a.name}. A whistle is not a storm. Make a small round hole with your lips and let a thin breath through
First lick your lips, {a.name}. Now say a long oo, keep your mouth like that, and breathe out softly
beat so
{a} practised every day, even {time}
{a} practised everywhere, most of all {time}
{a} made round lips from morning till night, even {time}
beat maybe but
on the first day there was not even a squeak
all that came at first was a little spit
beat start
For {n} days nothing happened
{n} days went by without a single note
After {n} days {a} was still as silent as a snail
beat maybe start
@sad a
beat but
the next morning, while {a} was (tying a shoe|looking out of the window), a high, thin note came out
then, all at once, there it was, a (tiny|thin) but real whistle
the day after, in the middle of (breakfast|a yawn), a clear little note jumped from {a.my} lips
beat maybe say a
That was me! I can whistle!
Did you hear that? It was a whistle!
beat maybe start
@glad a
@proud a
beat paragraph
(Not long after that|A week later), a thick fog (came up|rolled in) from the river, and {d.the} was (missing|nowhere to be found)
One grey evening, {d.the} ran off, and a fog as thick as milk (lay over the fields|covered everything)
Some time later there was a week of fog, and on the worst day {d.the} did not come home
beat maybe start
It was impossible to see more than three steps ahead
Every bush looked like an animal, and every animal like a bush
beat start
{c} had a bad cold and could not whistle at all
{c} had a bad cough and no breath (for whistling|to whistle with)
{c} wanted to call {d.the}, but she had a cold, and no sound came from her dry lips
beat say c to a
Now you must do it, {a.name}. I am afraid that it will fall into {spot}
Who else can call it, {a.name}? Out there it may fall into {spot}
Please whistle for me, {a.name}. If it cannot find the way, it may fall into {spot}
beat so
{a} (stood on the gate|went to the end of the lane), wet {a.my} lips and whistled
{a} (climbed on the gate|walked out into the field), made {a.my} lips round and whistled
{a} ran out to the fence, took a deep breath and whistled the longest note of all
beat start
At first everything was still. {a.name} whistled again, longer and clearer
The fog seemed to swallow the sound, but {a} did not stop
There was no answer. {a.name} waited and whistled once more
beat then
there was a rustling in the grass, and {d} came trotting out of the fog
a shadow moved in the fog, and {d} came running with wet (ears|feet)
something came nearer through the mist, and it was {d}, wet from head to tail
beat say c to a
That was as good as any whistle of mine, {a.name}
You have called it home, {a.name}! I could not have done it better myself
I taught you well, {a.name}, but you have practised even better
beat maybe start
Since that day {a} <have> never stopped whistling, and that is not always easy for the neighbours
{c} gave {a.me} (a bag of nuts|a warm pancake), and for once nobody whistled, for {a.my} mouth was full

ask who c
? Who taught {a.name} to whistle
? Who told {a.name} how to do it
! {c.name} did
! It was {c.name}
ask how-many
? How many days passed without a single note
? For how many days did {a.name} practise before a whistle came
! {n} days passed before a whistle came
! It was {n} days
ask why
? Why did {c.name} not whistle in the fog
? Why did {a.name} have to whistle for {d.the}
! {c.name} was ill and could not whistle
! {c.name} was not well and had no breath for it
ask what
? What came back out of the fog
? What was lost in the fog
! It was {d.the}
! {d.the} was lost in the fog and came back
ask what
? What did {a.name} want to learn
? What did {a.name} want to be able to do
! {a.name} wanted to whistle
! {a.name} wanted to learn to whistle
