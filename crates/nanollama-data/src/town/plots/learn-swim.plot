title like a leaf, like a frog
cast a: child she
cast c: fisherman
word p: river, pond, lake, sea
word goal: raft, old boat, flat rock, big round rock
word treat: a bowl of ripe plums, a slice of melon, a mug of hot soup, a cheese roll
word like: a stone, a bag of nails, an anchor, a flat iron
number n: 4..10
number m: 12..30

beat start
3: {a.intro} (often paddled|played) in the {p}, but she could not swim
3: {a.intro} could not swim, and so she only sat by the {p} with wet feet (and watched the others|)
1: I (often paddled|played) in the {p}, but I could not swim
1: I could not swim, and so I only sat by the {p} with wet feet (and watched the others|)
beat start
Not far out lay {goal.a}, and all the (big|other) children swam to it and (laughed|dived)
All summer the others swam to the {goal} and (called|waved) from there
Every day the others raced to the {goal} and back again, shouting with joy
beat so
one day {a} waded in up to the (chest|neck), lifted both feet off the bottom and sank like {like}
one (morning|evening) {a} jumped in without telling anybody and went down like {like}
one day {a} walked out, farther and farther, until {a} could not feel the bottom any more, and sank like {like}
beat start
Just in time, a strong hand pulled {a.me} up by the (arm|hair)
But a (big|rough), warm hand took hold of {a.me} and lifted {a.me} out
beat start
It was {c.intro}, who had been (mending nets|painting his boat|sorting hooks) on the shore
The hand belonged to {c.intro}, who had been (mending nets|painting his boat) nearby
It was {c.intro}, who had seen everything from (his boat|the shore)
beat say c to a
Never go in alone, {a.name}! But if you want to swim, I will teach you
That was foolish, {a.name}. Come back tomorrow, and I will show you how it is done
You gave me a fright, {a.name}! Swimming must be learned, and I know how to teach it
beat maybe say a to c
I did not want to be the only one on the shore
I thought that it would happen by itself
I am sorry. From the shore it looked so easy
beat paragraph
The first lesson was to lie on the water like a leaf and do nothing at all
On the first day {a} had to float on {a.my} back like a leaf
At first {a} only had to lie still on the water, as light as a leaf
beat say c to a
Breathe in and look at the clouds. The water wants to carry you. Let it
Do not fight the water. Fill your chest with air, and be as lazy as a cat
Put your head back, look up and do nothing. A leaf does not kick, and yet it floats
beat maybe but
{a} swallowed a lot of water and coughed
{a.my} feet sank every time, and the water ran into {a.my} ears
it was not easy to do nothing, and {a} went under more than once
beat start
On the second day {a} watched a frog and learned to kick (like one|in the same way)
The second lesson was to kick like a frog, and {a} lay on a (log|box) to practise it
Then came the frog, the second lesson: {a} had to draw up both legs and kick
beat and
on the third day it was the turn of the arms: forward, out and back, like (opening a curtain|pushing open a heavy door)
on the third day {a} learned to move {a.my} arms
on the third day {a} practised with both arms until they ached
beat maybe start
A belt of corks held {a.me} up, and every day {c} took one cork away
{c} walked beside {a.me} in the water with one hand under {a.my} chin
beat start
After a week, {a} could swim {n} strokes, and after a month {m}
At first {a} could do only {n} strokes, but at the end of the month it was {m}
The first time {a} could swim only {n} strokes, but a month later {a} could swim {m}
beat start
(One calm morning|One windless day) {c} (pointed|nodded) to the {goal}
At last the day came when {c} looked at the {goal} and then at {a.me}
One day, when the water was as smooth as glass, {c} pointed to the {goal}
beat say c to a
Today, {a.name}. I will row beside you, but I will not help unless you ask me
It is not far, {a.name}. If you get tired, be a leaf. If you are rested, be a frog
I think that you are ready, {a.name}. Swim slowly, and rest whenever you like
beat so
{a} slid into the water and swam
{a} took a deep breath and began to swim
{a} pushed off from the shore, stroke after stroke, with {a.my} chin above the water
beat maybe start
Halfway there {a} got tired, turned over and floated for a while like a leaf
In the middle the water was (cold|deep) and (dark|green), but it carried {a.me} all the same
beat start
{a.my} (hand|fingers) touched the {goal}
{a} stretched out an arm and (touched|reached) the {goal}
It was a long way, but at last {a} held on to the {goal}
beat and
the others (clapped|cheered) and pulled {a.me} up
all the others shouted {a.my} name
the others moved closer together to make room
beat maybe start
@proud a
@glad a
beat maybe say a
I was a leaf, and I was a frog, and now I am here!
I did it! The water carried me!
beat maybe start
{c} laughed and gave {a.me} {treat}
Back on the shore, there was {treat} for {a.me}
beat maybe start
The next summer {a} taught a smaller child to be a leaf
{a} never again went into the water without telling somebody

ask who c
? Who taught {a.name} to swim
? Who pulled {a.name} out of the water
! {c.name} the fisherman did
! It was {c.name}, the fisherman
ask where
? Where did {a.name} learn to swim
? Where did {a.name} go into the water
! It was in the {p}
ask first
? What did {a.name} learn first
? What was the first lesson
! First {a.name} learned to float like a leaf
! The first lesson was to lie on the water like a leaf
ask then
? What did {a.name} learn after floating
? What was the second lesson
! After that {a.name} learned to kick like a frog
! The second lesson was to kick like a frog
ask how-many
? How many strokes could {a.name} swim after a month
? How many strokes was it at the end of the month
! It was {m} strokes
! It was {m} strokes in the end
ask what
? What did {a.name} reach in the end
? What did the other children swim to
! It was the {goal}
