title the pumpkin that was too big
season autumn
cast a: child
cast b: gardener
cast c: child
cast d: child
word like: as a barrel, as a cartwheel, as an armchair, as a bathtub
word feed: old tea leaves, rain water, a spoonful of honey, chopped nettles, fish heads
word day: on Sunday, on the last day of October, on Friday, on Thursday
word gate: the garden gate, the gap in the hedge, the wooden arch, the gate in the wall
word t1: carry it, pull it with a rope, tip it over with a plank, lift it onto a cart, push it with both feet
word t2: carry it, pull it with a rope, tip it over with a plank, lift it onto a cart, push it with both feet
word t3: carry it, pull it with a rope, tip it over with a plank, lift it onto a cart, push it with both feet
word made: soup, jam, pies, dumplings, chutney
word rest: a lantern with a wide grin, a house for the hedgehogs, a boat for the ducks, a throne for the cat
number n: 20..60

beat start
3: In spring {a.intro} had put one seed into the ground, and by autumn a pumpkin was lying there, as big {like}
3: {a.intro} wanted to win the prize for the biggest pumpkin, and in October {a.my} pumpkin was as big {like}
3: {a.intro} was growing a pumpkin behind the house. All summer it swelled and swelled, until it was as big {like}
1: In spring I had put one seed into the ground, and by autumn a pumpkin was lying there, as big {like}
1: I wanted to win the prize for the biggest pumpkin, and in October mine was as big {like}
1: I was growing a pumpkin behind the house. All summer it swelled and swelled, until it was as big {like}
beat start
Every evening {a} had given it {feed}, and that was the secret
The secret was {feed}, a little every evening
No one knew that it got {feed} every evening
beat maybe start
@weather
@proud a
beat start
{day} the biggest of all was to get a prize at the market
now it had to be at the market {day}, for the prize was to be given there
beat but
when {a} wanted to roll it away, it did not move an inch
it was so heavy that {a} could not even rock it
the pumpkin was heavier than a horse and would not roll
beat mix start
{b.intro} tried to {t1}, but in vain
{b.intro} wanted to {t1}, and that was no good
{b.intro} came to {t1}, and gave up after the first try
beat mix start
{c.intro} thought that one could {t2}, and it did not work
{c.intro} tried to {t2}, but the pumpkin stayed where it was
{c.intro} was sure that it was enough to {t2}, but nothing moved
beat mix start
{d.intro} offered to {t3}, and soon gave up, out of breath
{d.intro} did everything possible to {t3}, but it was no use
{d.intro} wanted to {t3}, and that did not work
beat maybe start
A crowd had gathered by now, and everyone knew better than the others
The sparrows sat on top of it and laughed
beat say b
Even if it could be moved, it would never fit through {gate}
And how do you think it will get through {gate}? It is twice as wide
And what about {gate}? A cow could get through it, but never this pumpkin
beat then
{a} sat down on the pumpkin and thought it over
{a} walked round it three times, humming and thinking
{a} leaned against the pumpkin and looked at the clouds
beat say a
If the pumpkin cannot go to the market, the market must come to the pumpkin!
Then everybody must come here. Nobody said where it has to be weighed
What cannot go must stay. Let us bring the market here!
beat so
{c.name} ran to fetch the people with the scales, and {d.name} hung up some flags
{c.name} hurried to the market to call the judges, and {d.name} swept the path for them
{c.name} ran off to tell the judges, and {d.name} put out all the chairs that could be found
beat and
they all came, with their scales and notebooks, and the band came, too
before long the garden was full of people, baskets and music
an hour later the whole market was in the garden, from the cheese to the goose
beat start
It weighed as much as {n} cats, and there was no question who had won
The judges needed three pairs of scales. It was as heavy as {n} loaves of bread, and there was no question who had won
beat so
{a} got the prize, and everyone got a slice of the pumpkin to take home
the prize went to {a.me}, together with the first slice
the first prize went to {a.me}, and all the people clapped
beat maybe start
@proud a
@glad a
beat start
there was enough for {made} in the whole street
out of it people made {made} until Christmas
the neighbours cooked {made} until the cellars were full
beat maybe start
The shell became {rest}
{c.name} turned the shell into {rest}
beat maybe start
And {a} kept one seed, the fattest of all, for the spring
3: The seeds were dried on the stove, and {a} gave one to everybody
1: I have dried the seeds on the stove, and everybody will get one

ask why
? Why could the pumpkin not go to the market
! It was too heavy and too big
! It could not go because it was too heavy and too big
ask what feed
? What had {a.name} given the pumpkin every evening
? What was the secret of the pumpkin
! It was {feed}
! {a.name} had given it {feed}
ask what t1
? How did {b.name} try to move it
? What did {b.name} try to do with the pumpkin
! {b.name} tried to {t1}
ask what t2
? How did {c.name} try to move it
? What did {c.name} try to do with the pumpkin
! {c.name} tried to {t2}
ask who d
? Who tried to {t3}
? Which of the children tried to {t3}
! {d.name} tried to {t3}
! It was {d.name}
ask what made
? What was made out of the pumpkin
? What did the people cook with it
! They made {made}
! Out of the pumpkin they made {made}
ask who c
? Who fetched the judges
? Who ran to the market
! {c.name} fetched the judges from the market
! It was {c.name}
