title the dog with the bucket on
cast a: child
cast d: dog
cast b: grown
cast c: doctor
word pot: milk jug, honey pot, clay jar, flower pot
word smell: cheese, honey, sausage, cream
word grease: butter, goose fat, dripping, lard
place p: farm, garden, market, village square, barn

beat start
3: {a.intro} was looking after {d.intro} (for the day|that morning), and they (passed the time|were) {p.in}
3: {a.intro} and {d.intro} were spending the (morning|afternoon) {p.in}
1: This (morning|afternoon) I was {p.in} with {d.intro}
1: I was looking after {d.intro} for the day, and I took {d.me} {p.to}
fact at a p
beat and
there stood {pot.a}, and at the bottom was a little bit of {smell}
somebody had left {pot.a} there with a (scrap|crumb|trace) of {smell} inside
beat so
{d.name} (stuck|pushed|poked) a greedy head in, right up to the ears
{d.name} went in nose first and licked the bottom clean
beat but
when the {smell} was gone, the head would not come out again
the head that went in so easily would not come out
beat then
{d.name} ran (in circles|backwards) and bumped into a (fence post|tree|pile of baskets)
{d.name} galloped off blindly and knocked over a (bench|stack of crates|row of cabbages)
beat then
{b.intro} came (running|hurrying) and took hold of the {pot}, while {a} held {d.me} round the middle
{b.intro} dropped everything, and {b} pulled at one end while {a} pulled at the other
beat but
every pull only made it (stick faster|tighter)
it was stuck as fast as a cork in a bottle
beat say b
We need a hammer! Let us smash it
There is nothing for it. It has to be broken
beat maybe say a
No, please do not! That would hurt
A hammer? So close to those ears? Never!
Wait! There must be another way
beat but
luckily {c.intro} was (passing|on the way to a sick child) and (put down a black bag|stopped to look)
{c.intro} (happened to come by|heard the noise) and waved the others aside
beat say c
Do not pull. What is too tight must be made slippery. Bring me some {grease}
Force is no use here. Has anybody got some {grease}?
beat so
{a} raced off and came back with a (lump|good piece) of {grease}
{a} ran to the nearest house to fetch some {grease}
beat then
{c} rubbed it (gently|with two fingers) all around the neck and behind the ears
{c} smeared it round the rim until everything was as slippery as (a fish|an eel)
beat start
(Plop! Off it came|With a loud plop it came off), and there was {d.name}, (blinking|sneezing) in the daylight
One soft twist, and the {pot} slid off as easily as a hat
beat maybe and
@glad a
beat start
{d.name} licked everybody's hands, (mostly because of the {grease}|and then the rim as well)
{d.name} shook both ears and wagged and wagged
beat maybe say c to a
Next time serve the dinner on a plate
I have never had a patient with a better appetite

ask why
? Why did {d.name} stick a nose into the {pot}
? Why did {d.name} go near the {pot}
! There was some {smell} at the bottom of it
! It was because {d.name} wanted the {smell} inside
ask who c
? Who knew how to (help|free) {d.name}
? Who got the {pot} off
! It was {c.name}, the doctor
! {c.name} the doctor did
ask what
? What did they use to make it slippery
? What did {a.name} fetch
! {a.name} fetched some {grease}
! It was some {grease}
ask what
? What did {b.name} want to do
? What did {b.name} say had to be done with the {pot}
! {b.name} wanted to break the {pot}
! {b.name} wanted to smash it
