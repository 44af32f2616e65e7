title the lost kite
cast a: child
cast b: child
cast c: grown
thing x: kite, ball, paper boat, toy plane; colour
place p: park, hill, meadow, beach
word tree: oak, pear tree, willow, tall pine

beat start
3: (One|On a) (windy|bright|warm) (morning|afternoon), {a.intro} went {p.to} with {x}
3: {a.intro} had {x}. (One (windy|fine) day|On Saturday) {a} took {x.it} {p.to}
1: (This morning|Today|After school) I (went|ran) {p.to} with {x.my:a}
fact has a x
fact goes a p
beat start
(Soon|A little later) {b} came (along|by|running) and wanted to play too
{a} met {b} there, and soon the game began
{b.name} was there already and wanted to play, too
beat maybe start
@outside
beat when
{b} threw {x.it} too (hard|high)
the wind (blew|began to blow) (hard|harder)
beat start
{x.the} (flew|went) up and (got stuck|was caught) in (the branches of {tree.a}|{tree.a})
{x.the} flew over the grass and landed high up in {tree.a}
fact loses a x
beat say a
Oh no! {x.my:a} is stuck
Now {x.it} <is> too high for us
beat and
{a} (began to cry|nearly cried|<was> very sad|did not know what to do)
{a} tried to climb up
beat but
{b.name} had an idea
beat say b to a
Do not cry. Let us ask {c.the} for (a ladder|help)
{c.the} has a long ladder. Let us run and ask
beat then
3: they (ran|hurried) to {c.intro} and told {c.me} (everything|what had happened)
1: {a} (ran|hurried) to {c.intro} and told {c.me} (everything|what had happened)
beat and
{c} came with a (long|tall|wooden) ladder (at once|right away|)
beat then
{c} climbed up and (shook the branch|reached out a hand) until {x.the} fell down
{c} went up, step by step, and brought {x.the} down
fact has c x
beat maybe say c
Here you are. (Next time play where there are no trees|Hold on tight next time)
beat so
{b.name} and {a} (thanked|hugged) {c.me}
{a} said thank you and gave {c.me} an apple
fact gives c x a
beat maybe start
@glad a
beat maybe but
after that {a} only played with {x.the} on the open grass
nobody played near the trees again
beat maybe start
It had been a good day after all
In the evening everyone (laughed about it|told the story at home)
@ending a
@relief
@evening a
@lesson a

ask what x
? What (got stuck|was stuck) in the {tree}
! {x.the} got stuck in the {tree}
! It was {x.the} that got stuck
ask who c
? Who (brought {x.the} down|helped {a.name} to get {x.the} back)
! {c.name} brought {x.the} down
! It was {c.name} who brought {x.the} down
ask where p
? Where did {a.name} (play|go)
! {a.name} went {p.to}
ask why
? Why was {a.name} sad
! {a.name} was sad because {x.the} was stuck in a tree
ask colour x
? What colour was {x.the}
! {x.the} was {x.colour}
