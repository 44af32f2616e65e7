title the hill of glass
cast a: child
cast b: grown
cast c: old
word stuff: sand, sawdust, gravel, grit
word load: eggs, milk bottles, oranges, plates
place p: bakery, market, post office, library

beat start
3: (It had rained in the night, and then it had frozen|In the night the rain had turned to ice), and when {a.intro} set out for the {p.noun}, the whole hill shone like a mirror
3: One January morning, {a.intro} opened the door and saw that the street down the hill had become a sheet of ice
1: In the night the rain had turned to ice, and when I set out for the {p.noun}, the whole hill shone like a mirror
1: This morning I opened the door, and the street down the hill had become a sheet of ice
beat start
First {b.intro} came round the corner with a basket of {load}, (stepped|walked) on the ice and (sat down with a bump|slid all the way to the pump)
There was a shout, and {b.intro} slid past the gate, holding up a basket of {load}
beat maybe say b
I have been walking for forty years, and today I have to learn it again
Save the {load}! Never mind me
beat and
at the top of the street, {c.intro} stood in a gateway with a walking stick and did not dare to take a step
at the top of the street, {c.intro} was clinging to a lamp post and did not dare to let go
beat say c to a
Do not come any nearer, or you will fall as well
I am expected for (coffee|lunch), but I shall not get there before spring
beat so
{a} tried it (on hands and knees|with socks over the boots), which worked quite well
{a} pulled thick socks over both boots and found that wool does not slip so easily
beat but
nobody could (carry anything|go to work) like that
it was no way to (go shopping|get to work)
beat then
{a} (noticed|saw) a bird hopping about quite safely where somebody had spilled some {stuff}
{a} saw that one spot was not slippery at all, and it was where some {stuff} had been spilled
beat say a
That is it! We do not need better boots. We need a rougher road
{stuff}! If a little helps, a lot will help more
beat so
{a} fetched a (bucket|wheelbarrow) full of {stuff} from behind the house and threw it about by the handful
{a} filled a (sack|coal bucket) with {stuff} and began to scatter it, step by step
beat and
{b} got up, rubbed a sore knee and took (a spade|a second bucket)
{b} left the basket on a wall and helped, swinging both arms like a farmer who sows corn
beat when
the first stretch was finished
the path reached the top
beat start
{c.name} took one careful step, then another, and did not slip
{c.name} tapped on it with one foot and (nodded|smiled)
beat maybe start
@proud a
beat then
more people came with {stuff} from their own (sheds|yards), and before long there was a good path all the way down
every house gave something, and before noon the whole hill was (grey|rough) and safe
beat maybe and
{b} sold the {load} after all, and only two were broken
{b} gave {a.me} some of the {load} as a present
beat maybe start
On one side, however, {a} left a strip of ice, just wide enough for a sledge
The children were allowed to keep one slippery corner for sliding

ask why
? Why did {b.name} slip
? Why was it hard to walk down the hill
! The street was covered with ice
! It was because the rain had frozen on the street
ask what
? What did {a.name} scatter on the street
? What made the street safe
! It was {stuff}
! {a.name} scattered {stuff}, and that made the street safe
ask who b
? Who fell with a basket
? Who was carrying {load}
! It was {b.name}
! {b.name} slipped with a basket of {load}
ask who c
? Who did not dare to take a step
? Who was too careful to walk on the ice
! It was {c.name}
! {c.name} did not dare to walk on it
