title the key at the bottom of the water
cast a: child
cast b: child
cast c: grown
thing x: door key, shed key, pocket knife, iron whistle
place p: bridge, well, pond, harbour
word rope: string, fishing line, cord, thread

beat start
3: (One hot day|On a quiet afternoon), {a.intro} was playing {p.in} with {x}
3: {a.intro} sat {p.in} and (tossed|threw) {x} from one hand to the other
1: (One hot day|This afternoon) I was sitting {p.in}, and I (tossed|threw) {x} from one hand to the other
1: I had {x}, and one day I (took|carried) {x.it} {p.to} in my pocket
fact has a x
fact at a p
beat but
{x.it} slipped through {a.my} fingers and fell into the water with a (plop|splash)
suddenly there was a (plop|splash), and {x.the} sank to the bottom
fact loses a x
beat maybe start
@worried a
@sad a
beat say a
Oh dear! It belongs to my father, and he needs it tonight
What shall I do? That was my uncle's, and he only lent it to me
beat start
The water was (too deep|too cold) to wade in
Nobody could reach the bottom, for the water was (deep and dark|far too deep)
beat then
{b.intro} came (by|along) with (a long stick|a fishing net|a rake) and tried to help
{a} ran to fetch {b.intro}, who poked about with (a long stick|a fishing net|a rake)
beat but
it only stirred up (mud|slime and weeds)
all that came up was (an old boot|a rusty tin|a bunch of weeds)
beat so
{a} went to ask {c.intro}, who (always knew what to do|had a workshop full of odds and ends|was good at such things)
{a} told {c.intro}, who happened to pass, the whole sad story
beat say c
What sticks to iron without any glue? A magnet does
You do not need a hook. You need a magnet
beat and
{c} took a (strong|heavy|round) magnet out of (a drawer|a pocket|an old box)
{c} fetched a magnet as big as a (bun|plum|walnut)
beat then
{b} tied it to a long {rope} with (three|four) (good|tight) knots
3: they knotted it to the end of a long {rope}
1: {b.name} and I knotted it to the end of a long {rope}
beat and
{a} let it down into the water, (little by little|very slowly)
{a} knelt down at the edge and lowered it into the deep
beat maybe start
@waits a
@thinks a
beat when
the {rope} (grew heavy|gave a tiny jerk)
there was a soft click down below
beat start
{a} (pulled, very gently|pulled it up, hand over hand|drew it up as carefully as an egg)
beat start
Up came the magnet, and {x.the} was (hanging|dangling) from it, (wet and shiny|dripping)
Out of the water came {x.the}, stuck fast to the magnet
fact has a x
beat maybe start
@glad a
beat say a
(Hurray!|We have got it!) I will never (play|juggle) with it again
It worked! Thank you, both of you
beat maybe start
3: For the rest of the week, the two children (went fishing for nails|fished up nails and horseshoes)
3: The children fished for treasure until dark and caught (two spoons|three nails and a horseshoe)
1: Before supper, {b.name} and I fished up (two spoons|three nails and a horseshoe)


ask what x
? What fell into the water
? What did {a.name} lose in the water
! {x.the} fell into the water
! {a.name} dropped {x.the} into the water
ask what
? What did they use to get {x.the} out of the water
? What pulled {x.the} up
! It was a magnet on a long {rope}
! They used a magnet on a {rope}
ask who c
? Who (had|owned) the magnet
? Who knew what to do
! {c.name} had a magnet and knew how to use it
! It was {c.name} who had a magnet
ask where p
? Where did {a.name} lose {x.the}
? Where was {a.name} when {x.the} fell into the water
! {a.name} was {p.in}
! It happened {p.in}
