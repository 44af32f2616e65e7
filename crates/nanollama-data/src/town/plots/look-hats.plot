title a trunk full of hats
cast a: child
cast g: old
cast b: child
cast c: child
cast d: child
cast e: child
word h1: straw hat, top hat, fur cap, bonnet, sailor's cap, turban, bowler hat, pointed hat, felt hat, helmet, beret, hood
word h2: straw hat, top hat, fur cap, bonnet, sailor's cap, turban, bowler hat, pointed hat, felt hat, helmet, beret, hood
word h3: straw hat, top hat, fur cap, bonnet, sailor's cap, turban, bowler hat, pointed hat, felt hat, helmet, beret, hood
word h4: straw hat, top hat, fur cap, bonnet, sailor's cap, turban, bowler hat, pointed hat, felt hat, helmet, beret, hood
word c1: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c2: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c3: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c4: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word o1: a captain, a queen, a wizard, a farmer, a king, an explorer, a chimney sweep, a bandit, a shepherd, a lighthouse keeper, a juggler, a pirate
word o2: a captain, a queen, a wizard, a farmer, a king, an explorer, a chimney sweep, a bandit, a shepherd, a lighthouse keeper, a juggler, a pirate
word o3: a captain, a queen, a wizard, a farmer, a king, an explorer, a chimney sweep, a bandit, a shepherd, a lighthouse keeper, a juggler, a pirate
word o4: a captain, a queen, a wizard, a farmer, a king, an explorer, a chimney sweep, a bandit, a shepherd, a lighthouse keeper, a juggler, a pirate
word rain: It was pouring with rain, A storm was shaking the trees, Thick fog lay in the street, It was too cold to play outside

beat start
3: {rain}, and {a.intro} and four friends sat in the house of {g.intro} and were bored
1: {rain}, and my four friends and I sat in the house of {g.intro} and were bored
beat say g to a
Why do you sit there with such long faces, {a.name}? Go and open the old trunk in the attic
Long faces do not make short days, {a.name}. There is a trunk in the attic with a key in it
Come here, {a.name}. Up in the attic is a trunk that nobody has opened for years
beat start
At once the whole troop climbed the (narrow|steep) stairs
3: They took a lamp, went up on tiptoe and lifted the heavy lid
1: I took a lamp, and five pairs of feet went up on tiptoe
Nobody had to be told twice, and soon all five were kneeling round the trunk
beat start
It was full of hats, and each (child|person) could choose one
In it lay hats from a hundred years, and everybody was allowed to take one
Hats of all kinds were in it, and they smelled of (lavender|dust|mothballs)
beat mix start
{b.name} chose {c1.a} {h1} and became {o1}
{b.name} took the {h1}, which was {c1}, and played {o1}
{c1.a} {h1} turned {b.name} into {o1}
beat mix start
{c.name} liked the {c2} {h2} and wanted to be {o2}
The {h2} was {c2}, and as soon as {c.name} had it on, there stood {o2}
For {c.name} there was {c2.a} {h2}, just right for {o2}
{c.name} put on the {h2}, which was {c2}, and walked about like {o2}
beat mix start
{d.name} dug out {c3.a} {h3} and was {o3} from that moment on
The {c3} {h3} went to {d.name}, who played {o3}
{d.name} grabbed {c3.a} {h3}, jumped on a chair and was {o3}
{d.name} pulled {c3.a} {h3} down over both ears and spoke like {o3}
beat mix start
{e.name}, who wanted to be {o4}, found {c4.a} {h4}
{c4.a} {h4} was left for {e.name}, who made {o4} out of it
{e.name} tried on {c4.a} {h4} and bowed like {o4}
The {h4} that {e.name} picked was {c4}, and it was fit for {o4}
beat start
3: {a} got the last one, a paper crown, and ruled over them all
3: {a} came too late, took the lampshade and was a ghost
3: For {a} only a nightcap was left, so {a} played the one who sleeps through everything
1: I got the last one, a paper crown, and ruled over them all
1: I came too late, took the lampshade and was a ghost
1: For me only a nightcap was left, so I played the one who sleeps through everything
beat start
In the evening nobody wanted to (stop|go home|take off the hats)
3: They acted the wildest story that was ever heard under that roof
1: It was the wildest play that was ever acted under that roof
When the lamp was lit, everybody took a bow, and then there was tea for the whole company
The weather was forgotten, and the play went on until supper
beat maybe say g
What a splendid company you are
Has anyone seen the children who were so bored here this morning?
I never had so many noble guests in my house
beat maybe start
@glad a
@evening a

ask who b
? Who (chose|wore|had) the {h1}
? Whose head was under the {h1}
! {b.name} wore the {h1}
! The {h1} was on {b.name}'s head
ask what h1
? What did {b.name} (wear|put on|choose)
? Which hat did {b.name} (take|wear)
! {b.name} chose the {h1}
! It was the {h1}
ask colour c1
? What colour was the {h1}
? Which colour did the {h1} have
! The {h1} was {c1}
! It was {c1}
ask what o1
? What (did {b.name} play|was {b.name} in the game)
? Whom did {b.name} play
! {b.name} played {o1}
! {b.name} was {o1} in the game
ask who b
? Who (played|was) {o1}
? Who wanted to be {o1}
! {b.name} was {o1}
! It was {b.name} who played {o1}
ask who c
? Who (chose|wore|had) the {h2}
? Whose head was under the {h2}
! {c.name} wore the {h2}
! The {h2} was on {c.name}'s head
ask what h2
? What did {c.name} (wear|put on|choose)
? Which hat did {c.name} (take|wear)
! {c.name} chose the {h2}
! It was the {h2}
ask colour c2
? What colour was the {h2}
? Which colour did the {h2} have
! The {h2} was {c2}
! It was {c2}
ask what o2
? What (did {c.name} play|was {c.name} in the game)
? Whom did {c.name} play
! {c.name} played {o2}
! {c.name} was {o2} in the game
ask who c
? Who (played|was) {o2}
? Who wanted to be {o2}
! {c.name} was {o2}
! It was {c.name} who played {o2}
ask who d
? Who (chose|wore|had) the {h3}
? Whose head was under the {h3}
! {d.name} wore the {h3}
! The {h3} was on {d.name}'s head
ask what h3
? What did {d.name} (wear|put on|choose)
? Which hat did {d.name} (take|wear)
! {d.name} chose the {h3}
! It was the {h3}
ask colour c3
? What colour was the {h3}
? Which colour did the {h3} have
! The {h3} was {c3}
! It was {c3}
ask what o3
? What (did {d.name} play|was {d.name} in the game)
? Whom did {d.name} play
! {d.name} played {o3}
! {d.name} was {o3} in the game
ask who d
? Who (played|was) {o3}
? Who wanted to be {o3}
! {d.name} was {o3}
! It was {d.name} who played {o3}
ask who e
? Who (chose|wore|had) the {h4}
? Whose head was under the {h4}
! {e.name} wore the {h4}
! The {h4} was on {e.name}'s head
ask what h4
? What did {e.name} (wear|put on|choose)
? Which hat did {e.name} (take|wear)
! {e.name} chose the {h4}
! It was the {h4}
ask colour c4
? What colour was the {h4}
? Which colour did the {h4} have
! The {h4} was {c4}
! It was {c4}
ask what o4
? What (did {e.name} play|was {e.name} in the game)
? Whom did {e.name} play
! {e.name} played {o4}
! {e.name} was {o4} in the game
ask who e
? Who (played|was) {o4}
? Who wanted to be {o4}
! {e.name} was {o4}
! It was {e.name} who played {o4}
ask what o1
? What did the child in the {h1} play
? Whom did the one with the {h1} play
! The one in the {h1} was {o1}
! It was {o1}, played by {b.name}
ask what o2
? What did the child in the {h2} play
? Whom did the one with the {h2} play
! The one in the {h2} was {o2}
! It was {o2}, played by {c.name}
ask what o3
? What did the child in the {h3} play
? Whom did the one with the {h3} play
! The one in the {h3} was {o3}
! It was {o3}, played by {d.name}
ask what o4
? What did the child in the {h4} play
? Whom did the one with the {h4} play
! The one in the {h4} was {o4}
! It was {o4}, played by {e.name}
ask yes-no
? Was the {h4} {c4}
? Did {e.name} wear {c4.a} {h4}
! Yes, {e.my} {h4} was {c4}
! Yes, it was {c4}
ask yes-no
? Was the {h2} {c3}
? Did {c.name} have {c3.a} {h2}
! No, the {h2} was {c2}
! No, it was {c2}
