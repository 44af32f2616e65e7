title the carnival in the rain
cast a: child
cast b: child
cast c: child
cast d: child
cast e: tailor
word r1: pirate, penguin, cook, tiger, scarecrow, knight, clown, ladybird, chimney sweep, wizard, parrot
word r2: pirate, penguin, cook, tiger, scarecrow, knight, clown, ladybird, chimney sweep, wizard, parrot
word r3: pirate, penguin, cook, tiger, scarecrow, knight, clown, ladybird, chimney sweep, wizard, parrot
word r4: pirate, penguin, cook, tiger, scarecrow, knight, clown, ladybird, chimney sweep, wizard, parrot
word month: February, March
word made: out of paper and paste, from old curtains, out of flour bags, from three worn-out coats
word shelter: under the arches of the town hall, in the doorway of the church, under the roof of the market hall
word prize: a basket of doughnuts, a box of paints, a big drum, a golden crown
word song: a trumpet, a fiddle, an accordion, a pair of cymbals

beat start
3: In {month} there was a carnival in the town, and {a.intro} had been sewing and gluing for days
3: One day in {month} all the streets were full of masks and drums, and {a.intro} was in the middle of it
3: In {month} the whole town dressed up for one day, and {a.intro} had been looking forward to it since Christmas
1: In {month} there was a carnival in our town, and I had been sewing and gluing for days
1: One day in {month} all the streets were full of masks and drums, and I was in the middle of it
1: In {month} the whole town dresses up for one day, and I had been looking forward to it since Christmas
beat start
{a} went as {r1.a}, in a costume made {made}
{a} was dressed up as {r1.a}, and everything was made {made}
{a} wanted to be {r1.a} and had made a costume {made}
beat mix start
{b.name} was {r2.a}
{b.name} had come as {r2.a}
next to {a.me} walked {b.name} as {r2.a}
beat mix start
{c.name} went as {r3.a}
{c.name} was disguised as {r3.a}
{c.name}, with painted cheeks, was {r3.a}
beat mix start
{d.name} was {r4.a} from head to foot
{d.name} came as {r4.a}
nobody recognised {d.name}, who was {r4.a}
beat maybe start
In front of the others somebody was playing {song}, and the snow was melting on the roofs
There was confetti in every hood and every pocket
beat then
the procession set off, and people leaned out of the windows and waved
the drums began to beat, and the long procession moved down the street
somebody blew a whistle, and the procession set off down the main street
beat but
at the corner it began to rain, and it rained harder and harder
a black cloud came over the hill and emptied itself right above the street
the first drops fell, and a minute later it was pouring
beat so
the colours ran, the paper grew soft, and everyone took shelter {shelter}
everybody crowded together {shelter}, dripping and shivering
everybody ran and stood {shelter}, with paint dripping from chins and noses
beat say a
Look at me! I am no longer {r1.a}. I am a puddle
I worked so long on it, and now it is coming to pieces
All that work, and now there is nothing left of my costume but a wet rag
beat maybe start
@sad a
beat start
There was blue paint on the {r2} and green paint on the {r3}, and {d.name} did not look like {r4.a} at all
The {r2} had lost an ear, the {r3} had a striped nose, and the {r4} was held together by two pins
The {r2} was as limp as a lettuce leaf, the {r3} was losing colour, and {d.name} no longer looked like {r4.a}
beat but
{e.intro} looked out of the window, laughed and came down with a basket of rags and ribbons
{e.intro}, who had been watching, came over with scissors, needles and a big bag of scraps
the door of a workshop opened, and out came {e.intro} with both arms full of ribbons
beat say e
Who says that a carnival must look the way it was planned? Let us make something new
Do not cry. A good costume can be made in five minutes, if everyone helps
Paper is for dry days. Let me show you what can be done with rags
beat so
the children cut and pinned and tied until nobody could tell who was who
everybody put on whatever came out of the bag, and nobody knew any more what it was meant to be
before long everyone was cutting and knotting, and the strangest creatures came into being
beat maybe start
@glad a
@surprised a
beat when
the rain stopped
the sun came out again
there was a bit of blue sky again
beat start
the strangest procession of all times marched on through the puddles
everybody went out once more, and the puddles shone in all the colours
the drums started up, and the new creatures danced through the puddles
beat and
the prize, {prize}, was given to all of the children together, because nobody could choose
all of the children together won {prize}, for there had never been anything like it
beat maybe start
The paint did not come off for a week
From that year on, some people hoped for rain on carnival day
@ending a
@relief
@evening a

ask what r1
? What had {a.name} dressed up as
? As what did {a.name} go to the carnival
! {a.name} had dressed up as {r1.a}
! {a.name} went as {r1.a}
ask who b
? Who was {r2.a}
? Who had come as {r2.a}
! {b.name} had come as {r2.a}
! It was {b.name}
ask what r3
? What had {c.name} dressed up as
? What was {c.my} costume
! {c.name} went as {r3.a}
! {c.name} had dressed up as {r3.a}
ask who d
? Who came as {r4.a}
? Who had dressed up as {r4.a}
! {d.name} came as {r4.a}
! It was {d.name}
ask who e
? Who helped with scraps and needles
? Who had the good idea
! {e.name} helped them
! It was {e.name}
ask why
? Why were the costumes spoiled
! It had rained on them
! The costumes were spoiled because it rained
ask where shelter
? Where did they wait for the end of the rain
? Where did everyone go when it rained
! They took shelter {shelter}
! They waited {shelter}
ask what prize
? What did they win
! They won {prize}
! It was {prize}
