title hide-and-seek
cast a: child
cast b: child
cast c: child
cast d: dog
word place: garden, farmyard, churchyard, schoolyard, back yard
word hide: behind the woodpile, inside an empty barrel, under the old cart, behind the water butt, under a heap of leaves, between two hay bales
word spot: behind the hedge, behind the shed, in the tall grass, behind a row of sunflowers
word noise: sneezed, giggled, hiccupped, coughed
word weather: the sun was shining, it had stopped raining at last, a soft wind was blowing, there was no school
number n: 12..30

beat start
3: {weather}, and {a.intro}, {b.intro} and {c.intro} were in the {place}
3: {a.intro} was playing in the {place} with {b.intro} and {c.intro}
1: {weather}, and I was in the {place} with {b.intro} and {c.intro}
1: {b.intro} and {c.intro} met me in the {place} (after lunch|this morning|in the afternoon)
beat say b
Let us play hide-and-seek
Who wants to play hide-and-seek? I know some good places
I am tired of tag. Let us play hide-and-seek instead
beat start
{a} was the first to seek
it was {a.my} turn to seek first
beat so
{a} leaned against (the wall|a tree|the gate), shut both eyes and counted to {n}
{a} turned round, covered both eyes and counted slowly to {n}
beat say a
Ready or not, I am coming
I am coming now
Watch out, here I come
beat start
Everything was (quiet|still)
There was nobody to be seen
Only a (sparrow|cricket|hen) could be heard
beat maybe start
@outside
beat then
{a} looked under the bench and behind the (ladder|big door), but nobody was there
{a} searched (every|each) corner and even peeped into the (tool shed|wood shed)
beat when
{c.name} {noise}
{c.name} could not keep still and {noise}
beat start
{a} ran over and found {c.me} {spot}
{a} heard it at once and found {c.me} {spot}
beat say c
Oh, bother! I was so well hidden
You found me so quickly
That silly tickle in my nose gave me away
beat but
there was no sign of {b.name}
{b.name} was nowhere to be found
beat start
3: {a.name} and {c.name} called and looked (high and low|everywhere), but no one answered
3: {c.name} and {a.name} looked (high and low|everywhere), but no one answered
1: The two of us called and looked (high and low|everywhere), but no one answered
1: {c.name} and I looked (high and low|everywhere), but no one answered
beat then
{d.intro} came trotting along and began to sniff the ground
{d.intro} came (bounding|running) up with a busy nose
beat when
{d.name} (found the trail and began to bark|barked three times and scratched the ground)
{d.name} sniffed at every corner and began to bark
beat start
{b.name}, who had been hiding {hide}, came out and laughed
{b.name} came crawling out, covered in (dust|straw|cobwebs), after hiding {hide} all that time
{b.name}, who was crouching {hide}, had to come out
beat say b
That is not fair! {d.name} has the best nose of all
{d.name} should have a turn at seeking, too
beat maybe start
3: All of them laughed and started again
1: All of us laughed and started again
3: They played on until it was time for supper
1: The game went on until it was time for supper
beat maybe start
{d.name} got a (bone|biscuit|pat on the head)
As a reward, {d.name} got a (bone|biscuit)

ask where
? Where (did {b.name} hide|was {b.name} hiding)
! {b.name} was hiding {hide}
! {b.name} hid {hide}
ask who d
? Who found {b.name} in the end
? Who (helped to find|sniffed out) {b.name}
! It was {d.name}, the dog
! {d.name} the dog did
ask why
? Why was {c.name} found so quickly
? How did {a.name} find {c.name}
! {c.name} {noise}, and {a.name} heard it
! It was because {c.name} {noise}
ask where
? Where did {a.name} find {c.name}
? Where was {c.name} hidden
! {a.name} found {c.name} {spot}
! {c.name} was {spot}
ask how-many n
? How far did {a.name} count
? To what number did {a.name} count before seeking
! {a.name} counted to {n}
