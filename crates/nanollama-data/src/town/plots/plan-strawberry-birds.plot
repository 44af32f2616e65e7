title the birds in the strawberries
cast a: gardener
cast b: child
cast c: painter
thing x: strawberries*, cherries*, raspberries*, blueberries*, red currants*
word bird: blackbird, starling, crow, sparrow, jay, magpie
thing y: spoons*, tin lids*, old forks*, saucepan lids*, cow bells*
number n: 5..12
number m: 6..15

beat start
3: {a.intro} had watered, weeded and (raked|hoed) all spring, and now the {x.noun} were ripe
3: In the garden of {a.name} the gardener, the {x.noun} were (nearly|almost) ripe
1: I am a gardener. I had watered, weeded and hoed all spring, and now my {x.noun} were ripe
1: This year the {x.noun} in my garden were the (best|sweetest|finest) of all
beat but
every morning the {bird.s} came and (ate|picked|stole) the best ones
the {bird.s} ate (faster|more) than anybody could pick
the {bird.s} had found them too
beat maybe start
They came (in a cloud|in twos and threes), (squawked|chattered) and did not even look up
(Some|A dozen) of them sat on the fence and waited for breakfast
beat start
First {a} tried a scarecrow with an old hat
First {a} stuck a straw man with a red scarf in the ground
First {a} put up a scarecrow made of (straw|sacks) and a broom
beat but
the {bird.s} sat on its arms and preened their feathers
the birds only laughed, for that is what it sounded like
a {bird} pulled the straw out of its head for a nest
beat then
{a} clapped and shouted and waved a rake
{a} beat a drum and ran up and down between the rows
{a} spread a net over the bed and pegged it down
beat but
the birds crept in again as soon as the garden was quiet
an hour later the birds were back
they came back as soon as {a.name} went in for lunch
beat say a
(It is no use|I give up)! Soon there will not be enough left for one pot of jam
They have a good breakfast, and I have only the stalks! What else can I try?
What can I do? They are cleverer than I am
beat maybe start
@sad a
@thinks a
beat start
{b.intro} was looking over the (wall|hedge|gate) and heard it
On top of the gate sat {b.intro}, who had seen everything
{b.intro} came by with a (hoop|skipping rope|slice of bread) and stopped
beat say b to a
I know what to do, {a.name}! Birds do not like things that glitter and (clink|rattle)
Birds are not afraid of straw, {a.name}. They are afraid of noise that comes from nowhere. Have you got some string?
{a.name}, my grandmother hangs things that clatter in her garden. We can do that too
beat so
{b} ran home and came back with {m} {y.noun} and a ball of string
{b} went from house to house and came back with {m} {y.noun} and some string
{b} fetched {m} {y.noun} and a long piece of string
beat then
{b.name} and {a.name} tied them to poles all around the bed
{b.name} and {a.name} stretched the string from tree to tree and hung everything on it
{b.name} and {a.name} strung them up between two sticks
beat start
{c.intro} gave them a (lick|coat) of red and silver paint, so that they shone even more
{c.intro} stopped and painted big eyes on some of them
beat when
the wind blew
the evening wind came up
a breeze came up
beat start
all the {y.noun} swung, flashed and (jingled|rang)
the {y.noun} began to turn, sparkle and ring
the {y.noun} danced and clanged like a (band|little orchestra)
beat and
the birds flew off in a great hurry
the {bird.s} screamed and flew over the hill
the {bird.s} rose up and were gone
beat maybe start
Day after day, the {x.noun} grew (fatter|sweeter) and no beak touched them
After that there was peace in the garden
That week not one was lost
beat so
{a} picked {n} full baskets
{a} brought in {n} baskets, one after another
{a} could (fill|pick) {n} baskets at last
beat maybe start
@glad a
@tired a
beat say a to b
The first basket is for you, {b.name}. You saved them
Choose the biggest basket, {b.name}. It was your idea
Take as many as you can eat, {b.name}. Without you there would be none
beat maybe but
{a} left (one row|the last row) by the fence for the birds, because they (must|have to) eat too
{a} hung up some seeds for the {bird.s} as well
beat maybe start
Visitors still come to hear the garden that plays music
Since then, the children call it the singing garden

ask what x
? What did the birds eat
? What grew in the garden
! It was the {x.noun}
! There were {x.noun} in the garden, and the birds ate them
ask who b
? Who had the idea with the string
? Who helped {a.name} against the birds
! {b.name} did
! It was {b.name}
ask what y
? What did they hang on the string
? What frightened the birds in the end
! It was the {y.noun}
! They hung up {y.noun}, and the birds were afraid of them
ask how-many
? How many baskets did {a.name} pick
? How many baskets were full in the end
! There were {n} full baskets
! {a.name} picked {n} baskets
ask first
? What did {a.name} try first
? What was the first thing {a.name} tried
! First {a.name} put up a scarecrow
! The first thing was a scarecrow
