title the trip to the island
season summer
cast a: child
cast b: child
cast c: ferryman
word lunch: the picnic basket, the lunch box, the basket of sandwiches, the apple pie, the bag of rolls, the pot of stew
word where: on the kitchen table, on the landing stage, under the bench at the ferry, on the wall by the gate
word find: a heron's nest, a ruined tower, a patch of wild strawberries, a cave, an old anchor, the wreck of a rowing boat
word food: fried fish, sausages, bread and cheese, potato salad, baked potatoes, meatballs
word beast: heron, otter, kingfisher, swan, water rat
number n: 3..5
number m: 2..2
number p: n+m

beat start
3: (On Saturday|One bright morning|In the holidays), {a.intro} and {b.intro} wanted to see the island in the middle of the lake
3: {a.intro} had always wanted to see the island in the lake, and (one day|on Saturday) {b.intro} came along
1: (On Saturday|In the holidays) {b.intro} and I wanted to see the island in the middle of the lake
1: For a long time I had wanted to see the island in the lake, and {b.intro} wanted to come along
beat start
{c.intro} had a (flat|broad|green) boat and a (straw hat|loud laugh|pipe that was never lit)
The boat belonged to {c.intro}
beat say c
All aboard! Sit still and keep your hands inside
Step in, one after the other, and hold on to your hats
beat then
{c.name} took up the oars and began to row
{c.name} pushed off, and the boat (glided|slid) over the water
beat maybe start
@weather
@water
beat maybe start
{beast.a} watched from the reeds
Near the reeds {beast.a} (dived|splashed) and came up again
beat start
The crossing took {n} hours
After {n} hours the keel scraped over the sand
beat start
The island was (small|quiet) and full of (tall grass|ferns|birch trees)
On the shore there were smooth stones and (driftwood|yellow irises)
beat then
{b.name} ran ahead and found {find}
{b.name} walked round a big rock and discovered {find}
beat and
{a} could hardly believe it
{a} shouted with joy
beat start
At noon {a} grew hungry and opened the bag
After so much running about {a} was hungry and reached into the bag
beat say a
Oh dear! We have left {lunch} {where}
I cannot believe it. I left {lunch} {where}
beat start
{b.name} groaned and sat down on a log
{b.name} looked (longingly|sadly) across the water
beat maybe start
@sad a
beat but
{c.name} only laughed and opened a tin box
{c.name} winked and took a pot from under the seat
beat say c
I never cross the lake without {food}. I always bring enough for three
A ferryman is always hungry. Help me to eat up the {food}
beat so
3: the three of them made a fire and ate {food} on the warm stones
3: the three of them sat down in the sun and ate {food}
1: the three of us made a fire and ate {food} on the warm stones
1: the three of us sat down in the sun and ate {food}
beat then
the boat went home again, with the wind behind it, and this took only {m} hours
{c.name} hoisted a (patched|brown|little) sail, and the way home took only {m} hours
beat maybe start
All in all, that was {p} hours on the water
beat start
3: {a} decided to check the bag twice next time
3: In the evening {a} told everyone about the island
1: Next time I shall look into the bag before I go
1: In the evening I told everyone about the island
beat maybe start
@ending a

ask what
? What had been left behind
? What did {a.name} forget
! {a.name} had forgotten {lunch}
! It was {lunch}
ask where
? Where (had {lunch} been left|was {lunch})
! {lunch} had been left {where}
! It was left {where}
ask how-many p
? The way out took {n} hours and the way home took {m}. How many hours was that altogether
? How many hours did they spend on the lake going there and back
! {n} and {m} make {p}, so it was {p} hours
! It was {p} hours, because {n} plus {m} is {p}
ask what
? What did {b.name} find on the island
! {b.name} found {find}
! It was {find}
ask what
? What did they eat on the island
? What did {c.name} share with them
! It was {food}
! They ate {food}
