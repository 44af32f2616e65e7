title do not look at your feet
season spring summer autumn
cast a: child she
cast b: child he
thing x: bicycle; red, blue, green, yellow, black, silver, old, rusty
place p: park, village square, harbour, market
word from: godmother, uncle, aunt, cousin
word goal: old chestnut tree, stone lion, flagpole, water pump, lamp post
word into: a hedge, a heap of hay, a rose bush, a basket of turnips, a puddle
word scrape: elbow, knee, chin
number n: 3..9

beat start
3: {a.intro} got {x} from {a.my} {from}, but she did not know how to ride it
3: In the (shed|yard) of {a.intro} stood {x}, but she had never learned to ride it
1: I got {x} from my {from}, but I did not know how to ride it
1: There stood {x} in our shed, but I had never learned to ride it
fact has a x
beat start
One (Saturday|fine evening|mild afternoon) {a} pushed it {p.to} and (climbed|got) on
Early one (Sunday|morning), when the streets were empty, {a} pushed it {p.to} to try
fact goes a p
beat maybe start
@weather
@town
beat but
after (two|three) turns of the pedals, {a} (wobbled|swayed) and fell into {into}
it wobbled to the left and to the right and landed in {into}
the front wheel turned as it liked, and the ride ended in {into}
beat and
{a} tried again and again, and fell {n} times
{a} got up and tried again, but fell {n} times
beat maybe start
{a} had a sore {scrape} and leaves in {a.my} hair
{a.my} {scrape} was bleeding a little
The bell had a dent, and so did {a.my} pride
beat say a
This bicycle does not like me!
I will never learn it! My feet do everything wrong
Other people make it look so easy!
beat start
{b.intro}, who was (eating cherries|feeding the pigeons) on a bench, stood up and came over
{b.intro} had been watching (from a window|from a doorstep) and came out to help
Just then {b.intro} came past with a loaf of bread under his arm and stopped
beat say b to a
I know what is wrong, {a.name}. You are looking at your feet all the time
Shall I tell you something, {a.name}? Your feet know what to do. You must not stare at them
I used to fall as well, {a.name}. Do you know why? I was always looking down, and so are you
beat say a to b
Where else should I look? (My feet are the ones that do it wrong|I must see what I am doing)
But what else can I look at?
beat say b to a
Look where you want to go! Do you see the {goal} over there? Ride to it, and I will hold the saddle
Look far ahead, at the {goal}. And do not be afraid, for I will hold on to the saddle
You must look ahead, as far as you can. Take the {goal}. I will hold you by the saddle
beat so
{a} (got on|climbed on) once more and looked only at the {goal}
{a} fixed {a.my} eyes on the {goal} and (began to pedal|pushed off)
{a} took a deep breath, stared at the {goal} and pushed the pedals down
beat and
{b} ran along behind (and panted|with one hand on the saddle)
{b} trotted behind with one hand on the saddle
beat maybe say b to a
Faster! A slow bicycle falls over, and a quick one stays up
Keep going! You are doing very well
beat start
The wheels (hummed|sang) over the (stones|ground), and the wind blew in {a.my} face
The {goal} came nearer and nearer
Faster and faster went the wheels, and the houses flew past
beat say a to b
Do not let go! Are you still there?
You may run a little faster! Are you holding on?
It is going so well! Are you still holding me?
beat but
there was no answer, because {b} had let go long before
nobody answered, for {b} was standing far behind and (waving|laughing)
the only answer was a shout from far away, where {b} stood and threw his cap into the air
beat start
{a} understood that {a} was riding all alone
{a} knew that nobody was holding the saddle any more
beat start
{a} was so surprised that {a} nearly fell, but the bicycle (ran on|rolled on)
{a} shouted with joy and rang the bell until the pigeons flew up
{a} laughed aloud and did not fall at all
beat then
{a} (rode|went) around the {goal} (twice|three times) and came back
{a} reached the {goal}, touched it with one hand and (got off|jumped off)
beat say b to a
You did it, {a.name}! I only held on for the first few steps
I let go at the (corner|bench), {a.name}. The rest was all you
You can do it now, {a.name}. Most of the way you rode without me
beat maybe say a to b
One day I shall hold the saddle for somebody else
Now I know it. I must look ahead and not down
I thought that you were holding me, and so I was not afraid
beat maybe start
In the evening {a} counted {a.my} bruises and was proud of every one
From then on, the bicycle never stood still for long
The next (day|week) {b.name} and {a.name} rode out to the (lake|mill) together
@evening a
@ending a

ask how-many
? How many times did {a.name} fall
? How often did {a.name} fall before help came
! {a.name} fell {n} times
ask who b
? Who helped {a.name} to ride
? Who held the saddle
! {b.name} did
! It was {b.name}
ask where
? Where did {a.name} practise
? Where did {a.name} learn to ride
! {a.name} practised {p.in}
! It was {p.in} that {a.name} learned to ride
ask why
? Why did {a.name} keep falling
? What was {a.name} doing wrong
! {a.name} looked down instead of ahead
! {a.name} kept looking down
ask what
? What did {a.name} have to look at
? What did {b.name} tell {a.name} to look at
! {a.name} had to look at the {goal}
! It was the {goal}
