title the empty net
cast a: fisherman
cast b: child
cast c: tailor
thing x: gold ring, silver ring, silver thimble, gold watch, silver locket
word fish: pike, carp, trout, perch, salmon
word bait: a worm, a crumb of cheese, a piece of bread, a fat worm
number h: 3..7
number k: 6..20

beat start
3: {a.intro} rowed out (before sunrise|before it was light|in the grey morning) and dropped the net into the water
3: (On a|One) (calm|still|misty) morning, {a.intro} pushed the boat off the sand and rowed out
1: I am a fisherman, and my boat is not big. (On a|One) (calm|still|misty) morning I rowed out before sunrise
1: When the mist was still lying on the water, I pushed my boat off the sand and rowed out
beat and
{b.intro} sat in the bow to (help|learn how to fish)
{b.intro} came along and held the oars
{b.intro} was allowed to come along for the first time
beat maybe start
@water
beat start
All morning the net came up empty
Again and again the net came up, and there was only weed in it
The net brought up only an old boot and some weed
First there was nothing but weeds in the net, and then there was a leaky bucket
beat so
{a} put away the net, took the rod and hung {bait} on the hook
{a} hung the net up to dry, took out the fishing rod and looked for {bait}
{a} folded the net, tied a hook to a line and baited it with {bait}
beat then
{a} threw out the line and waited (for {h} hours|from noon until evening)
{a} let down the hook and watched the float (for {h} hours|all afternoon)
{a} cast the line and sat (quite still in the boat|as still as a stone)
beat maybe start
The sun climbed up, and the float did not even (twitch|bob)
A heron stood on the bank and waited too
The water was as smooth as glass, and nothing moved
beat say b to a
(Nothing will bite today|There are no fish here), {a.name}. Let us go home
Perhaps the fish are on holiday, {a.name}. Can I have my bread now?
How can you sit there so long, {a.name}? I am bored and hungry
beat say a to b
A fisherman has two tools, {b.name}. One is the rod, and the other is patience
Wait a little longer, {b.name}. The fish come when the shadows grow long
Fish do not come when they are called, {b.name}. Fishing is waiting with a hook in it
beat maybe so
{b} yawned, chewed a piece of bread and (went on waiting|stayed)
{b} drew pictures on the wet planks and said no more
{b} sighed, leaned on the oar and counted the (clouds|gulls)
beat when
the sun (went down|touched the hills)
the first star came out
the church bell rang for supper
beat start
the float (jerked|dipped|jumped) and went under
the line went tight, and the boat began to rock
something pulled so hard that the rod bent
beat and
{a} (pulled|wound in the line) with both hands
{a} let out some line, pulled it in and let it out again
{a} jumped up and held the rod with all {a.my} strength
beat say a to b
Quick, {b.name}! (The landing net|Hold my belt)! It is a big one
Drop everything, {b.name}, and come here! This is no small fry!
Help me, {b.name}! This one is (stronger than I am|as heavy as a calf)
beat so
{b.name} and {a.name} heaved the fish over the side, and it was {fish.a} as long as an arm
{b.name} and {a.name} dragged it into the boat, and it was {fish.a}, as fat as a pillow
{b.name} and {a.name} pulled together, and a huge {fish} (flapped|thrashed) in the bottom of the boat
beat maybe and
it weighed more than {k} pounds
everyone on the pier came to look at it
beat maybe but
that was not (all|the end of it)
there was something better still
the real surprise came later
beat when
{a} cut the fish open at home
{a} opened the fish with a sharp knife
{a} cleaned the fish on the pier
beat start
{x} fell out
there, among the bones, was {x}
{x} rolled out of its belly
fact has a x
beat maybe start
@surprised b
@surprised a
beat start
{c.intro} had lost it {h} summers ago while (swimming|bathing|rowing)
It belonged to {c.intro}, who had lost it {h} summers ago
beat so
{a} brought the {x.noun} back, washed and polished
{a} rubbed the {x.noun} until it shone and took it to the workshop
{a} knocked at the shop window and held up the {x.noun}
fact gives a x c
beat say c to a
I thought I would never see it again! You shall have a new (coat|jacket|waistcoat) for it, {a.name}
Bless you, {a.name}! I gave up looking long ago. A (coat|jacket) for you, and a cap as well!
My {x.noun}! I will sew you a warm winter (coat|jacket), {a.name}, and it will not cost you a penny
beat maybe start
That night {b.name} ate fried fish with {a.me} and said that waiting was not so bad
In the evening there was fried {fish} for all the neighbours

ask what x
? What was in the fish
? What did {a.name} find in the belly of the fish
! There was a {x.noun} in the fish
! {a.name} found a {x.noun}
ask who c
? Who had lost the {x.noun}
? Who did the {x.noun} belong to
! {c.name} the tailor had lost it
! It belonged to {c.name}
ask what
? What kind of fish did {a.name} catch
? What bit in the end
! {a.name} caught {fish.a}
! It was {fish.a}
ask first
? What did {a.name} do first
? What did {a.name} try before the rod
! First {a.name} fished with the net
! {a.name} tried the net first
ask how-many
? How many summers had the {x.noun} been gone
? How many summers ago had the {x.noun} been lost
! It had been lost {h} summers ago
! It was {h} summers ago
