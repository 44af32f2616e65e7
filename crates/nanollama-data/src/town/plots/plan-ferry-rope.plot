title the ferry that drifted away
cast a: ferryman
cast b: doctor
cast c: farmer
cast d: child
cast e: pony
thing x: rope, cable, chain
number n: 4..9
word kid: A baby, A sick child, A boy with a fever, A girl with a broken arm, An old man with a bad cough

beat start
3: Every day {a.intro} pulled the ferry across the river along a thick {x.noun}
3: {a.name} the ferryman had a ferry without a sail or an engine and pulled it across the river along a thick {x.noun}
1: I am the ferryman, and I pull my ferry across the river along a thick {x.noun}
1: My ferry has no sail and no engine. I pull it across the river along a thick {x.noun}
beat start
One (wild|stormy|grey) morning the water was high and brown
One (spring|autumn) day, after a long storm, the river was wide and wild
After {n} days of rain, the river was high and fast
beat start
{b.intro} hurried down the bank with a black bag
On the landing stood {b.intro} with a black bag and no hat
{b.intro} came running to the landing with a black bag in one hand
beat say b to a
I must cross at once, {a.name}! {kid} is waiting for me on the other side
Please row, pull or push, {a.name}, but take me over! {kid} is waiting for me
Can you take me over, {a.name}? {kid} needs me, and it cannot wait
beat say a to b
(Step|Come) in, {b.name}, and hold tight. The river is angry today
I will do my best, {b.name}. Keep low and hold on to the rail
Then sit down in the middle, {b.name}. It will be a bumpy ride
beat when
the ferry was halfway across
the ferry came to the middle of the river
beat start
the {x.noun} groaned, stretched and broke
the {x.noun} broke in two with a loud crack
a (floating|big) tree hit the ferry and the {x.noun} snapped
beat and
the ferry drifted down the river like a leaf
the current pulled the ferry away
the ferry turned round twice and floated off
beat maybe start
Branches and barrels floated past, and water splashed over the planks
{b.name} held the bag up high and turned pale
beat then
{a} pushed a long pole into the mud and held on
{a} threw out the anchor, and it held on to a root
{a} grabbed the boat hook and caught the branch of a willow
beat but
the water was too strong for one pair of arms
the river pulled and pulled, and the planks began to creak
nobody could hold on like that for long
beat maybe start
@afraid b
beat start
On the bank, {d.intro} was leading {e.intro} to the stable
On the path above, {d.intro} had stopped with {e.intro} and had seen it all
{d.intro} was just walking along the bank with {e.intro}
beat say a to d
Help! Ride to the farm and bring a long rope!
Hey! Call for help! I cannot hold on much longer!
Quick! I need a long rope and somebody strong!
beat so
{d} jumped on the pony and galloped to the farm
{d} swung up on the pony's back and was gone like the wind
{d} rode to the farm so fast that the mud flew
beat and
{c.intro} came at once with the longest rope in the barn
a few minutes later {c.intro} stood on the bank with a coil of rope
{c.intro} left the plough, took a rope and ran to the river
beat start
The first throw fell into the water
At first the rope did not reach far enough
{c.name} threw, but the end fell short
beat start
The second throw landed on the deck
The next throw went right across the deck
On the second try {b.name} caught the end
beat then
{a} tied it to the rail with a good knot
{a} grabbed it and made it fast with three knots
{a} wound it round the post and made it fast
beat and
{c.name} hitched the other end to {e.name}
{c.name} tied the other end to the harness
on the bank the other end was tied to the pony's collar
beat say d
Pull, {e.name}, pull! You are the strongest pony in the world!
Show them what you can do, {e.name}! Pull! Pull!
Come on, {e.name}! One step, and another, and another!
beat then
{e.name} dug in all four hooves and pulled
{e.name} pushed against the harness and walked, one step at a time
{e.name} snorted, leaned forward and pulled
beat and
bit by bit, the ferry came to the bank
the rope went tight, and the ferry came nearer and nearer
slowly the ferry moved out of the current until it bumped against the landing
beat maybe start
@tired a
@glad a
beat maybe start
{b.name} jumped ashore and thanked them all in one breath
{b.name} climbed out with wet feet, but with a dry bag
beat maybe start
That evening the news came that the patient was out of danger
That night the patient could sleep well again
beat maybe start
{a} bought a new {x.noun}, twice as thick as the old one
{a} did not cross again before there was a new {x.noun}
{a} hung up a stronger {x.noun} before the next trip
beat maybe and
{e.name} crosses the river for nothing now and gets a (carrot|lump of sugar) too
now {e.name} never has to pay and gets an apple on every trip

ask what x
? What broke in the middle of the river
? What snapped so that the ferry drifted away
! The {x.noun} did
! It was the {x.noun}
ask who b
? Who had to cross the river
? Who came to the landing with a black bag
! {b.name} the doctor did
! It was {b.name}, the doctor
ask who c
? Who came with a long rope
? Who brought the rope
! {c.name} the farmer did
! It was {c.name}
ask who e
? Who pulled the ferry to the bank
? Who got the ferry back to the bank
! It was {e.name}, the pony
! {e.name} the pony pulled it
ask where
? Where was the ferry when the {x.noun} broke
? Where did the {x.noun} break
! It was in the middle of the river
! It happened in the middle of the river
