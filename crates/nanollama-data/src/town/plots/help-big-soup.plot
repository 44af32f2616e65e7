title the soup that grew
cast a: cook
cast b: child
cast c: farmer
cast d: fisherman
word time: the harvest feast, market day, the spring fair, the lantern feast
thing x: pot, kettle, cauldron, saucepan
number n: 10..20
number m: 12..25
number k: n+m
word herb: parsley, thyme, chives, dill, basil

beat start
3: For {time}, {a.intro} was cooking soup for {n} guests
3: {a.intro} tied on an apron and peeled onions, because {n} guests were coming to the inn
1: I am the cook at the inn. For {time}, I was making soup for {n} guests
1: I had chopped onions all morning, because {n} guests were coming to the inn
beat and
a big {x.noun} (was bubbling|was simmering|was steaming) on the stove
the soup was boiling in a big {x.noun}, and the spoons lay ready
the {x.noun} was just beginning to (bubble|simmer|steam)
beat but
just before noon the door opened, and in came {m} strangers from the train
at eleven o'clock {m} hungry strangers knocked at the door
beat because
the rails were broken and no train could go on
the next train would not leave before evening
beat say a
Goodness! {k} hungry people, and there is only soup for {n}!
{m} more! One little soup cannot fill {k} plates. What now?
Now there are {k} of you! I cannot cook a stone and call it soup
beat maybe then
{a} poured in a jug of water and tasted it, but it tasted of nothing
{a} looked into the larder, and there was one carrot left
beat start
{b.intro} was washing plates at the sink
Behind a mountain of plates stood {b.intro} with wet sleeves
At the sink stood {b.intro}, drying the spoons
beat say b to a
Let me ring the bell, {a.name}! If everyone brings one thing, the soup will grow
One potato from everybody is a whole sack, {a.name}. I will go and ask!
Wait, {a.name}! If every house gives a little something, there will be enough
beat so
{b} ran from door to door with a basket
{b} rang the bell in the yard and called out that everyone should bring one thing
{b} ran down the street and called at every window
beat start
The first to come was {c.intro} with a sack of potatoes and a head of cabbage
Before long {c.intro} drove up with a sack of potatoes and a box of leeks
{c.intro} brought beans, leeks and a whole sack of potatoes
beat then
{d.intro} came with three fat fish in a bucket
{d.intro} hurried over with fresh fish, already cleaned
{d.intro} laid a string of fresh fish on the table
beat maybe start
Others brought a (turnip|pumpkin|marrow), a (bunch|handful) of {herb} and a piece of bacon
An old lady came with a cup of peas and a pinch of salt in a twist of paper
beat so
{a} borrowed the biggest tub in the village, washed it and put it on the fire
{a} fetched every pot in the house and lit a second fire
{a} set three more pans on the stove
beat maybe and
{b.name} and {a.name} scraped, sliced, grated and stirred
{b.name} and {a.name} washed, peeled and cut as fast as two people can
everyone helped to peel and chop and stir
beat when
the bell struck one
everything was soft
the clock on the wall struck one
beat start
{a} took the ladle and filled the first plate
{a} lifted the lid, and the smell made everyone quiet
{a} dipped in the ladle and tasted, and it was (perfect|just right)
beat start
All {k} guests had enough, and some had a second (bowl|helping)
Nobody stayed hungry, not one of the {k} guests
There was a full bowl for each of the {k} guests
beat maybe start
@proud b
@glad a
beat say d to a
What do you call this soup, {a.name}? I have never tasted anything like it
I have eaten in many places, {a.name}, but never so well. What is the secret?
{a.name}, this is the best soup I have ever had! What is in it?
beat say a to d
There is something from every house in it, {d.name}, so I call it town soup
There is no secret, {d.name}. Everybody put something in
A bit of everybody is in it, {d.name}. You cannot buy that in a shop
beat maybe then
the strangers sang songs from home, and {b.name} fell asleep with a spoon in one hand
the strangers washed all the plates, and that was quite a pile
beat start
Every year the people still bring one thing each for the big soup
Since then, nobody in town cooks that soup alone

ask how-many
? How many people did {a.name} have to feed in the end
? How many guests ate the soup
! There were {k} guests, because {n} and {m} make {k}
! {k} people ate the soup
ask who b
? Who went to all the neighbours
? Who asked all the neighbours for something
! It was {b.name}
! {b.name} did
ask who c
? Who brought a sack of potatoes
? Who came with potatoes
! {c.name} the farmer did
! It was {c.name}
ask what
? What did {d.name} bring for the soup
? What did the fisherman give
! {d.name} brought fish
! It was fresh fish
ask why
? Why was there too little soup
? Why was there not enough soup at first
! There were more guests than {a.name} had thought
! {m} strangers had come as well
