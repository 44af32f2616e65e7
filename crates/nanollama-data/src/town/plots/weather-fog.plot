title music in the fog
cast a: child
cast b: fisherman
cast c: grown
thing x: trumpet, drum, dinner bell, school bell, hunting horn, accordion
word catch: herring, mackerel, cod, haddock
place p: harbour, beach, bridge, river

beat start
3: {a.intro} was (waiting|skipping stones) {p.in} when a thick fog (rolled in|crept over the water)
3: One (autumn|November) afternoon, {a.intro} stood {p.in} and watched the fog (come in|swallow the sky)
1: I was (waiting|skipping stones) {p.in} this afternoon when a thick fog (rolled in|crept over the water)
1: The fog came so fast today that I could hardly see my own feet when I stood {p.in}
fact at a p
beat but
{b.intro} was still out on the water in a small boat
somewhere out there {b.intro} was rowing home with a load of {catch}
beat say b
Hello! Which way is the land?
Can anybody hear me? I have been rowing in circles
beat so
{a} called back as loudly as possible
{a} shouted through both hands
beat but
a voice is too (thin|weak) in such a fog, and nobody answered
the fog swallowed every word like a (sponge|thick blanket)
beat then
{a} remembered {x} at home and ran to get {x.it}
{a} had an idea and ran up the street, all the way home, to fetch {x}
fact leaves a
fact has a x
beat start
back at the edge of the water, {a} made as much noise with {x.the} as anybody could
from the edge of the water {a} let {x.the} sound again and again, until the windows shook
fact goes a p
beat then
{c.intro} came to the door to complain
{c.intro} threw open a window
beat say c to a
What a dreadful noise! Are you trying to wake the dead?
Stop that! Some people are taking a nap
beat say a to c
I cannot stop. {b.name} is out there and cannot find the shore
Listen! There is somebody lost out there, and my noise is the only signpost
beat so
{c} fetched a (pot and a ladle|copper pan and a spoon) and joined in
{c} turned red, ran for two pan lids and banged them together
beat when
the church clock struck (five|six)
the lamps were lit along the shore
beat start
there was a splash of oars, and a (grey|dim) shape came nearer
the bow of a boat slid out of the grey
beat maybe say b
I never heard worse music, and I never liked any better
I steered by that noise. It grew louder with every stroke
beat and
{b} stepped ashore, (dripping|stiff with cold), and hugged everybody in turn
{b} tied up the boat and shook every hand there was
beat maybe start
@glad a
@proud a
beat maybe start
Since then, a bell hangs on a post by the water, and whoever sees fog coming rings it
The next week, the town put up a real bell there, and {a} was the first to ring it

ask what x
? What did {a.name} make the noise with
? What did {a.name} fetch from home
! {a.name} fetched {x.a} and made the noise with {x.it}
! It was {x.a}
ask who b
? Who was lost in the fog
? Who could not find the shore
! {b.name} the fisherman was lost in the fog
! It was {b.name}
ask why
? Why did {a.name} make such a noise
? Why would {a.name} not stop
! {a.name} wanted to show {b.name} the way to the shore
! The noise was a signpost for {b.name}
ask where p
? Where was {a.name} when the fog came
? Where did {a.name} see the fog come
! {a.name} was {p.in}
! It was {p.in}
ask who c
? Who complained about the noise
? Who wanted {a.name} to stop at first
! {c.name} did, but only at first
! It was {c.name}, who helped later on
