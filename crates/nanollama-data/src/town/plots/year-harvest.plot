title the harvest before the storm
cast a: child
cast b: farmer
cast c: child
cast d: child
cast e: old
cast f: child
word crop: wheat, barley, rye
word w1: tied the sheaves, raked the field, drove the cart, carried water to the workers, held the horses, stood on top of the load, kept the geese away, untangled the ropes, counted the sheaves
word w2: tied the sheaves, raked the field, drove the cart, carried water to the workers, held the horses, stood on top of the load, kept the geese away, untangled the ropes, counted the sheaves
word w3: tied the sheaves, raked the field, drove the cart, carried water to the workers, held the horses, stood on top of the load, kept the geese away, untangled the ropes, counted the sheaves
word w4: tied the sheaves, raked the field, drove the cart, carried water to the workers, held the horses, stood on top of the load, kept the geese away, untangled the ropes, counted the sheaves
word w5: tied the sheaves, raked the field, drove the cart, carried water to the workers, held the horses, stood on top of the load, kept the geese away, untangled the ropes, counted the sheaves
word sign: the swallows are flying low, my old knee aches, the cows are lying down, there is a ring round the sun, the flies are biting
word month: July, August
word food: ham and pickles, plum cake, new bread with butter, cold chicken, apple turnovers

beat start
3: It was {month}, and the {crop} stood high and golden on the fields of {b.intro}
3: All through {month} the sun had shone, and the {crop} of {b.intro} could be cut at last
1: It was {month}, and the {crop} stood high and golden on the fields of {b.intro}
1: I was spending {month} on the farm of {b.intro}, and it was time to cut the {crop}
beat start
3: {a.intro} was helping on the farm in the holidays
3: In the holidays {a.intro} helped on the farm every day
3: Every summer {a.intro} came to the farm to lend a hand
1: I was allowed to help in the holidays, and I was proud of my own little rake
1: I helped on the farm every day, and my hands were full of blisters
1: As I did every summer, I had come to lend a hand
beat say b
There is no hurry. We will begin on Monday
Let it stand for another two days, and then we will bring it in
The ears can ripen for three days more. What is the hurry?
beat but
{e.intro} shook a grey head and looked up at the sky
{e.intro} came to the gate, sniffed the air and frowned
{e.intro}, who had seen many harvests, stopped at the edge of the field
beat say e
Do not wait. Tonight there will be a storm, for {sign}
I would not wait. I can tell that a storm is coming, because {sign}
There is bad weather on the way. Believe me, for {sign}
beat start
There was not a cloud to be seen, and everybody laughed
The sky was as blue as a plate, and some people laughed out loud
The sun was burning down, and nobody wanted to believe it
beat but
{a} ran from house to house and called everyone who had two hands
instead of laughing, {a} ran down to the village and asked all the children to come
{a} trusted those old eyes and fetched as many helpers as {a} could find
beat so
by ten o'clock the field was full of people
before long the field was as busy as an anthill
within an hour there were more people than scarecrows in the field
beat mix start
{c.name} {w1}
{c.name}, in a big straw hat, {w1}
beat mix start
{d.name} {w2}
It was {d.name} who {w2}
beat mix start
{f.name} {w3}
{f.name} came last of all and {w3}
beat mix start
{a} {w4}
with bare feet and a red neck, {a} {w4}
beat mix start
{b.name} {w5}
{b.name}, who was everywhere at once, {w5}
beat maybe start
Everyone drank cold tea from a jug and ate {food} in the shade of the cart
At noon there was {food}, but nobody sat down for long
beat then
the wind turned, and a black wall of cloud rose behind the hill
a gust blew the hats across the field, and far away it began to rumble
the sky went dark, and somewhere behind the woods the first thunder growled
beat when
the last cart rolled into the barn
the barn door closed behind the last load
the last sheaf was under the roof
beat start
the first drops fell, as heavy as cherries
a flash of lightning lit up the empty field
the rain came down in buckets
beat maybe start
@tired a
@proud a
@glad b
beat say b to e
I shall never laugh at {e.me} again. {e} saved my whole harvest
Without {e.me} there would be no bread this winter. I thank {e.me} with all my heart
I was a fool, and {e} <was> right. The first loaf of bread is for {e.me}
beat maybe start
All night long the helpers sat in the barn, listened to the rain on the roof and told stories
The rain came down like a waterfall, and inside it smelled of straw and summer
In the barn somebody began to sing, and the rain beat time on the roof
@ending a
@relief

ask who e
? Who knew that a storm was coming
? Who gave the warning
! {e.name} knew it
! It was {e.name}
ask what w1
? What did {c.name} do in the field
? What was {c.my} work
! {c.name} {w1}
ask what w2
? What did {d.name} do in the field
? What was {d.my} work
! {d.name} {w2}
ask who f
? Who {w3}
? Which of them {w3}
! {f.name} {w3}
! It was {f.name}
ask who a
? Who {w4}
! {a.name} {w4}
! It was {a.name}
ask what w5
? What did {b.name} do in the field
! {b.name} {w5}
ask what crop
? What did they bring in before the storm
? What grew on {b.name}'s fields
! It was {crop}
! They brought in the {crop}
