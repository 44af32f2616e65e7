title the hottest day of the year
cast a: child
cast b: child
cast c: old
cast d: grown
cast e: dog
word month: July, August
word hot: the tar stuck to people's shoes, the candles on the windowsill bent over, the hens lay in the dust with open beaks, the butter ran off the plate, even the flies were too tired to fly
word thing: a tin bath, a horse trough, an old washtub, a barrel cut in half
word where: behind the bakery, in the middle of the street, under the chestnut tree, in front of the school
word from: the well, the pump, the stream, the cistern
word ice: raspberry ice, lemon ice, cherry ice, peppermint ice
word after: a thunderstorm came, a cool wind began to blow, a long soft rain began to fall
number n: 11..25

beat start
It was the hottest day in {month}. It was so hot that {hot}
One afternoon in {month} it was so hot that {hot}
There was no wind and no shade that day in {month}, and {hot}
beat start
3: {a.intro} sat on the steps with {b.intro} and did not want to play anything
3: {a.intro} and {b.intro} lay side by side on the cool stone floor of the hall
3: {a.intro} and {b.intro} were too hot to talk and too hot to be silent
1: I sat on the steps with {b.intro} and did not want to play anything
1: {b.intro} and I lay on the cool stone floor of the hall
1: {b.intro} and I were too hot to talk and too hot to be silent
beat say b
I wish that I were a fish
If only there were a lake in our street!
I would give all my marbles for one cold wave
beat but
the river was almost dry, and it was too far to walk to the sea
there was no water left in the pond, only mud and frogs
the nearest lake was a whole day's walk away
beat then
{a} looked across at {from} and had an idea
{a} jumped up and began to roll up {a.my} sleeves
{a} saw a sparrow taking a bath in the gutter, and smiled
beat say a
If we cannot go to the water, the water must come to us!
Get up! Let us make our own lake
We are just like that sparrow, only bigger. All that we need is a big enough puddle
beat so
3: they asked {d.intro} for {thing} and set it up {where}
3: {d.intro} lent them {thing}, and they dragged it to its place, {where}
1: we asked {d.intro} for {thing} and set it up {where}
1: {d.intro} lent us {thing}, and we dragged it to its place, {where}
beat then
3: they carried {n} buckets of water from {from}
3: they ran to {from} and back again until they had emptied {n} buckets
1: we carried {n} buckets of water from {from}
1: we ran to {from} and back again until we had emptied {n} buckets
beat and
in the end it was full to the brim and sparkled in the sun
in the end there was enough of it for a good splash
the water rose higher and higher and smelled of cool stones
beat start
The first one to jump in was {e.name} the dog, and everyone got wet
Before anybody else could get in, {e.name} the dog was swimming round and round
A dog called {e.name} did not wait to be asked and jumped in with a splash
beat maybe start
@glad a
@glad b
beat then
the children of the whole street came with cups and paper boats
more and more children came running, and all of them found room
half the town came to splash, one after the other
beat start
Even old {c.name} took off both shoes and sat on the edge with bare feet
{c.name}, who never liked noise, came out with a chair and put both feet in
A chair was brought for old {c.name}, who dangled both feet in the water
beat say c
I have not felt so young for fifty years
This is the best idea that anyone has had all summer
Why did nobody think of this when I was little?
beat maybe start
{d.name} made {ice} for everyone
There was {ice} in paper cups, and it melted faster than it could be eaten
beat start
Towards evening {after}, and people stood at their windows and breathed in
In the night {after}, and the whole town slept at last
At dusk {after}, and everyone sighed with relief
beat maybe start
Nothing was wasted. The water went to the thirsty tomatoes
The next morning the beans and the roses got all the water
@ending a
@relief
@evening a

ask what thing
? What did they use to make a lake in the street
? What did they ask {d.name} for
! They asked {d.name} for {thing}
! It was {thing}
ask where where
? Where did they set it up
? Where was the little lake
! They set it up {where}
! It was {where}
ask who e
? Who jumped in first
? Who was the first in the water
! {e.name} the dog jumped in first
! It was {e.name} the dog
ask who c
? Who sat there with bare feet
? Which old person came to the water
! {c.name} sat there with bare feet
! It was {c.name}
ask where from
? Where did the water come from
? From where did they carry the water
! The water came from {from}
! They carried it from {from}
ask how-many n
? How many buckets of water did they carry
! They carried {n} buckets of water
ask who d
? Who gave them what they needed
? Whom did they ask for help
! {d.name} helped them
! It was {d.name}
