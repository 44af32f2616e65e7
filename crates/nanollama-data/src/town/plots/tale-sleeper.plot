title how the big sleeper was woken
season spring
thing b: fox, hare, goose, squirrel, badger, cock, otter, goat, pig, sheep, raven, calf
thing c: fox, hare, goose, squirrel, badger, cock, otter, goat, pig, sheep, raven, calf
thing d: fox, hare, goose, squirrel, badger, cock, otter, goat, pig, sheep, raven, calf
thing e: fox, hare, goose, squirrel, badger, cock, otter, goat, pig, sheep, raven, calf
thing g: bear, ox, carthorse, lion, elephant; old, big, brown, huge
thing h: ladybird, bee, gnat, moth, mouse, snail; little, tiny
word t1: sang at the top of its voice, drummed on a pot, rang a bell, blew into a trumpet, rattled a bucket of nails, stamped on the floor, pulled off the blanket, banged two lids together, shouted fire and flood, opened all the windows, whistled through a straw, threw pebbles at the wall
word t2: sang at the top of its voice, drummed on a pot, rang a bell, blew into a trumpet, rattled a bucket of nails, stamped on the floor, pulled off the blanket, banged two lids together, shouted fire and flood, opened all the windows, whistled through a straw, threw pebbles at the wall
word t3: sang at the top of its voice, drummed on a pot, rang a bell, blew into a trumpet, rattled a bucket of nails, stamped on the floor, pulled off the blanket, banged two lids together, shouted fire and flood, opened all the windows, whistled through a straw, threw pebbles at the wall
word t4: sang at the top of its voice, drummed on a pot, rang a bell, blew into a trumpet, rattled a bucket of nails, stamped on the floor, pulled off the blanket, banged two lids together, shouted fire and flood, opened all the windows, whistled through a straw, threw pebbles at the wall
word feast: the spring feast, the great fair, the summer dance, the boat trip, the outing to the lake
word food: The honey cakes are ready, There is warm apple pie, Breakfast is on the table, Somebody is eating your pancakes, The plum dumplings are getting cold
word turn: turned over, yawned, sighed, smiled, scratched one ear, put a pillow over both ears

beat start
On the morning of {feast}, {g} would not wake up
It was the morning of {feast}, but {g} still lay in bed and snored
The day of {feast} had come at last, but {g} did not stir
beat maybe start
@weather
@outside
beat start
All the others were waiting at the door, for without {g.the} they could not begin
Nobody wanted to go without {g.the}, so all the animals came to the bedside
Bags were packed and shoes were tied, but nobody would leave without {g.the}
beat start
At every snore the cups on the shelf rattled and the curtains flew up
It sounded like a cart on a bridge, and the whole house shook with it
The snoring could be heard through three walls and a garden
beat mix start
{b} {t1}, but {g.the} only {turn}
When {b} {t1}, there was nothing but a louder snore
{b} {t1} and waited, but it was no use
{b} stepped up to the bed and {t1}, but nothing happened
beat mix start
{c} {t2}, but not one whisker moved
{c} took a run and {t2}, and the only answer was a whistle through the nose
{c} had an idea and {t2}, all in vain
{c} {t2} with all its might, and {g.the} slept on
beat mix start
It did not help at all that {d} {t3}
{d} {t3} and was quite out of breath afterwards
{d} thought that this was an easy matter and {t3}, but it was not easy at all
{d} {t3}, and {g.the} murmured something and slept on
beat mix start
{e} {t4}, and not even an eyelid twitched
{e} {t4}, but {g.the} was far away in a dream
{e} {t4} so hard that the dust flew, and {g.the} dreamed on
Even when {e} {t4}, the snoring did not stop
beat say c
It is hopeless. We shall have to go without our friend
Shall we carry the bed along?
If that does not help, nothing will
beat then
{h} came forward, so small that nobody had noticed it
a thin voice asked for a chance, and it was {h}
{h}, who had been waiting in the last row, asked to be let through
beat but
the others laughed
nobody believed that such a small creature could do it
somebody giggled, and the others grinned
beat start
{h.the} sat down beside the big ear and whispered one sentence
Very politely {h.the} went up to the pillow and whispered something
{h.the} waited until it was quiet and said a few words, no louder than the tick of a watch
beat say h
{food}
beat then
{g.the} opened one eye, and then the other, and was out of bed before anyone could count to three
{g.the} sat up, wide awake, and asked for a fork
the snoring stopped in the middle, and {g.the} was at the door before the blanket had touched the floor
beat maybe say g
Why did nobody tell me? I was only waiting for that
Good morning! You are all so quiet today
I would have come at once, if somebody had told me
beat maybe start
It is not the loudest word that helps, but the right one
Nobody laughed at {h.the} any more
Since then they let {h.the} do the waking, and it has never failed

ask what t1
? What did {b.the} do to wake {g.the}
? How did {b.the} try to end the snoring
! {b.the} {t1}
ask who b
? Who {t1}
? Which animal {t1}
! {b.the} did
! It was {b.the}
ask what t2
? What did {c.the} do to wake {g.the}
? How did {c.the} try to end the snoring
! {c.the} {t2}
ask who c
? Who {t2}
? Which animal {t2}
! {c.the} did
! It was {c.the}
ask what t3
? What did {d.the} do to wake {g.the}
? How did {d.the} try to end the snoring
! {d.the} {t3}
ask who d
? Who {t3}
? Which animal {t3}
! {d.the} did
! It was {d.the}
ask what t4
? What did {e.the} do to wake {g.the}
? How did {e.the} try to end the snoring
! {e.the} {t4}
ask who e
? Who {t4}
? Which animal {t4}
! {e.the} did
! It was {e.the}
ask who h
? Who woke {g.the} in the end
? Which animal could wake {g.the}
! {h.the} woke {g.the}
! It was {h.the}
ask who g
? Who would not wake up
? Which animal slept and snored
! It was {g.the}
! {g.the} did
ask what
? What were they all waiting for
! They were waiting for {feast}
! It was {feast} that they were waiting for
