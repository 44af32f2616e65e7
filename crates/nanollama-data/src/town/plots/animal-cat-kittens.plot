title where the cat went
cast a: child
cast d: she cat of a
cast b: grown
number n: 3..5
number w: 6..9
word spot: hat box, sewing basket, apple crate, doll's pram, wash basket
word meal: fish heads, cream, boiled chicken, sardines
place p: barn, mill, post office, station, library

beat start
3: {a.intro} and {d.intro} shared a bed, and neither of them liked to sleep alone
3: {d.intro} had belonged to {a.intro} for (two|three) years and never missed a meal
1: I have {d.intro}, who sleeps on my bed every night
1: {d.intro} has been mine for three years and has never missed a meal
beat but
one Monday {d.name} did not come home
one evening the bowl of {meal} stood untouched by the door
beat start
{a} called from every window and (rattled a spoon in the bowl|whistled the old tune)
{a} walked up and down the street with a (lantern|saucer of milk), calling and calling
beat maybe start
@worried a
@waits a
beat maybe then
{a} (drew|painted) a picture of {d.name}, wrote LOST CAT under it and hung it on (the church door|a lamp post|the pump)
{a} made (ten|twelve) little posters and (pinned|stuck) one to every tree in the street
beat start
{w} days later {d.name} turned up in the kitchen, (thin and hungry|hungry as a wolf), ate everything and was off again
{w} days later there was a meow at the back door, and {d.name} gobbled up a whole plate of {meal} and slipped away at once
beat so
{a} put on soft slippers and followed, (without a sound|from wall to wall like a spy)
{a} ran after her, over the fence and along the gutter
beat start
The way led (through a hedge|down an alley), across a yard and straight {p.to}
{d.name} trotted on without looking back, all the way {p.to}
fact goes a p
fact goes d p
beat and
{b.intro} opened the door and looked (puzzled|surprised)
at the door stood {b.intro} with a broom
beat say b to a
Does that cat belong to you? She comes and goes here as if she paid rent
I have been hearing strange squeaks all week. I thought we had mice
beat then
{b} moved some sacks aside, and behind them stood {spot.a}
{b} pointed to a dark corner, and there stood {spot.a} that nobody had used for years
beat start
In it lay {d.name}, purring like a little (engine|coffee mill), and beside her lay {n} kittens with their eyes still shut
There was {d.name}, and pressed against her warm belly were {n} newborn kittens
beat maybe start
@surprised a
@glad a
beat say a to b
May they stay here until they are bigger?
Is it all right if they live here for a while?
beat say b to a
Of course. No mouse will ever dare to come in again
As long as you bring the dinner, they may stay as long as they like
beat so
{a} came every day with {meal} and (sat beside the {spot}|watched the little ones grow)
{a} brought {meal} every morning before school
beat start
In the end one kitten stayed with {b.name}, and {d.name} and the others moved back home
When the kittens were big enough, {b.name} kept one of them and called it (Crumb|Whiskers|Pickle)
beat maybe start
Now the bed is rather crowded at night
Every evening {a} <count> all the tails, just to be sure

ask who d
? Who did not come home
? Who had kittens
! It was {d.name}, the cat
! {d.name} the cat was the one
ask where
? Where were the kittens
? Where had {d.name} made her bed
! {d.name} and the kittens were in {spot.a} {p.in}
! {d.name} and the kittens lay in {spot.a} {p.in}
ask how-many n
? How many kittens were there
? How many kittens did {d.name} have
! There were {n} kittens
! {d.name} had {n} kittens
ask why
? Why did {d.name} stay away from home
? Why was {d.name} gone for so long
! It was because {d.name} had to look after her kittens
! {d.name} had kittens and could not leave them alone
