title who ate the cakes
cast a: child she
cast c: old he
thing d: dog, puppy, cat, kitten; black, brown, grey, white, spotted
word cake: honey cake, lemon tart, ginger biscuit, jam bun, almond cake, cherry tart
word where: on the shelf, on the window sill, on the kitchen table, in the pantry
word guests: the choir, the neighbours, the chess club, the brass band
number n: 7..12
number m: 2..4
number k: n-m

beat start
3: {a.intro} was staying with {c.intro}, who had {d}
3: {a.intro} spent the (summer|holidays) with {c.intro} and {d}
1: Last (summer|week) I stayed with {c.intro}, who had {d}
1: In the holidays I stayed with {c.intro} and {d}
beat start
One morning he baked {n} {cake.s} and set them {where} to cool
On Sunday he baked {n} {cake.s} and put them {where}
He loved to bake, and one (rainy|cool) day he took {n} {cake.s} out of the oven and put them {where}
beat say c to a
Please do not touch them, {a.name}. They are for {guests}
These are for {guests}, {a.name}. Nobody may eat one before (tea time|four o'clock)
Leave these alone, {a.name}. I have counted them, and {guests} will be hungry
beat but
the {cake.s} (smelled so good|looked so sweet) that {a} ate one, and then another, until {m} of them were gone
{a} (tasted one|took a tiny bite|tried just one), and it was so good that soon {m} of them were gone
when nobody was looking, {a} ate {m} of them, one after another
beat say c
Who has been at the {cake.s}? I count only {k}!
What is this? There are only {k} {cake.s} left!
I baked {n}, and now there are {k}! Who has done this?
beat say a
It was the {d.noun}! It jumped up and ate them
I think it was the {d.noun}. Look how it licks its lips
Perhaps it was the {d.noun}. I saw it in here a moment ago
beat so
{c} (shook his head|frowned) and sent {d.the} out into the (rain|cold|yard)
{c} put {d.the} (out of the house|outside) and closed the door
{c} believed it and carried {d.the} out through the back door
beat paragraph
{d.the} sat (in front of|behind) the (window|glass door) and cried (softly|)
{d.the} (looked in through|sat under) the window with (sad|big) eyes
{d.the} scratched at the door and did not know why it had to stay outside
beat and
{a} (felt worse and worse|felt hot with shame)
{a} wished that {a} had told the truth
{a} sat on the stairs and could not enjoy anything
beat start
An innocent animal was being punished for what {a} had done
The poor {d.noun} had done nothing wrong
After all, the {d.noun} had not touched a single crumb
beat maybe start
@sad a
beat maybe start
Even the sweet taste in {a.my} mouth had turned sour
There were still crumbs on {a.my} (sleeve|apron)
A lie is like a stone in a shoe, and it hurts more with every step
beat so
at last {a} went to {c.name} and (stood before him|looked down at the floor)
after a while {a} (pulled at {c.my} sleeve|went to {c.name} with a red face)
before long {a} stood in front of {c.name} and began to cry
beat say a to c
It was not the {d.noun}. I ate the {cake.s} myself, and then I told a lie. I am sorry
I must tell you something. I ate them, not the {d.noun}. I am sorry that I lied
The {d.noun} did nothing. I ate the {cake.s}, and I blamed an animal that cannot speak. I am sorry
beat say c to a
Thank you for telling me, {a.name}. But I am not the only one who deserves an apology
I am glad that you told me, {a.name}. Now there is somebody else who should hear that you are sorry
It takes courage to say that, {a.name}. Now go and make peace with the one who is sitting outside
beat so
{a} (opened the door|ran outside), hugged {d.the} and said sorry into its (warm|soft|wet) ear
{a} let {d.the} in, dried it with a (towel|soft cloth) and told it that {a} was sorry
{a} sat down on the doorstep beside {d.the}, stroked its back and said how sorry {a} was
beat then
{a} washed {a.my} hands and helped to bake {m} new {cake.s}
{a} tied on an apron, and {m} new {cake.s} went into the oven
{a} measured the flour, {c} beat the eggs, and before long {m} new {cake.s} were ready
beat so
when {guests} came, there were {n} {cake.s} again
there were enough {cake.s} for {guests} after all
beat maybe start
@lesson a
beat maybe start
{a} did not take a single one that day
{d.the} got a (sausage|piece of cheese|bone) that evening
After that, {a} asked before {a} took anything

ask who a
? Who ate {m} of the {cake.s}
? Who told a lie
! {a.name} did
! It was {a.name}
ask how-many
? How many {cake.s} were left when {c.name} counted them
! There were {k} left
! Only {k} {cake.s} were left
ask how-many
? How many {cake.s} did {a.name} eat
! {a.name} ate {m} of them
! {a.name} ate {m}, so only {k} were left
ask why
? Why was {d.the} sent out
? Why did {c.name} put {d.the} outside
! {a.name} had said that {d.the} had eaten the {cake.s}
! It was because {a.name} had blamed {d.the}
ask where
? Where did {c.name} put the {cake.s}
? Where were the {cake.s} at first
! {c.name} put them {where}
! {c.name} had put them {where}
ask then
? What did {a.name} do after telling the truth
? What did {a.name} do for {d.the} in the end
! {a.name} said sorry to {d.the}
