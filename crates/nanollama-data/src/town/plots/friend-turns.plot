title a turn for each
cast a: child she
cast b: child he
thing x: scooter, tricycle, hobby horse, go-cart, bicycle; colour
place p: park, village square, market, harbour
word n: ten, twenty, thirty, fifty, a hundred
word goal: fountain, old lamp, green bench, stone wall, flower bed

beat start
3: {a.intro} got {x} for {a.my} birthday
3: There was once {a.intro} who had {x}
3: {a.intro} was very proud of {x}, a present from {a.my} uncle
1: For my birthday I got {x}
1: Last week my uncle gave me {x}
1: My aunt once bought {x} for me
fact has a x
beat start
On (a sunny|a warm|a cloudy|the first fine) (morning|afternoon) {a} took {x.the} {p.to} to (try it out|ride it)
(One day|One bright morning|On Saturday) {a} rode {x.the} round and round {p.in}
fact goes a p
beat and
{b.intro} (came|stopped|stood there) and watched (with big eyes|)
{b.intro} (came running|looked up from a game of marbles)
{b.intro} sat on a wall and could not take his eyes off it
beat say b to a
May I have a (turn|go), {a.name}? (I will be careful|Only a short one|I will bring it right back)
{a.name}, will you let me ride it (to the {goal}|)? (I will be careful|Only once)
That looks wonderful, {a.name}! Can I try it too, just for a moment?
beat but
{a} shook {a.my} head
{a} did not want to share
{a} frowned and held on to {x.the}
{a} turned {x.the} around so that {b} could not reach it
beat say a to b
No! It is mine, and you may not ride it
No! You will only (scratch|break) it
No! Ask for one of your own, and leave mine alone
beat so
{b} (grew cross|grew angry) and (grabbed|pulled at) {x.the}
{b} lost his temper and took hold of {x.the} with both hands
beat and
{a} pulled (back|the other way) until {x.the} fell (over|down) with a (bang|crash)
{a} would not let go, and in the end {x.the} lay on its side in the dust
beat say b to a
You are not my friend any more!
Then I will never play with you again!
Keep it, then! I do not want to see you again!
beat and
{b} (ran|stamped|marched) home (without looking back|with a red face)
beat paragraph
{a} rode (on|up and down) alone, but it was (no fun|rather dull|not as nice as before)
Now {a} had {x.the} to {a.self}, but it was (no fun|rather dull)
{a} picked {x.the} up and went around once more, but it was no fun any more
beat because
nobody (raced with {a.me}|laughed with {a.me}|waved to {a.me}|was there to play with {a.me})
beat maybe start
@sad a
@town
beat maybe start
The {p.noun} felt (big and empty|very quiet)
Even the birds seemed to be quieter than before
@sad a
beat so
{a} (took|brought) {x.the} to {b.my} (house|front door) and knocked
beat say a to b
I am sorry, {b.name}. (I was selfish|It was mean of me). (You may ride first|Please come and ride too)
I was wrong, {b.name}. (Let us share|Please be my friend again)
I have thought about it, {b.name}. A friend is worth more than a {x.noun}. Will you take the first turn?
beat say b to a
I am sorry too. I should not have pulled
I forgive you. And I am sorry that I pulled so hard
It was my fault, too. I am glad that you came
beat so
3: they made a rule: one of them rode, and the other counted aloud to {n}
1: {b.name} and I made a rule: one rode, and the other counted aloud to {n}
beat and
then it was time to change (places|)
then the next turn began
nobody cheated, at least not much
beat maybe start
{b} sometimes counted very (slowly|fast), and that made {a.me} laugh
Once {b} forgot to count, and {a} had a very long ride
beat maybe start
It was (much|far) better than riding alone
3: They were (friends again|the best of friends) before the sun went down
1: Before the sun went down, {b.name} and I were friends again
3: From that day on, they shared everything, even their (apples|biscuits|secrets)
beat maybe start
@lesson a

ask who b
? Who wanted to have a turn
? Who asked {a.name} for a ride
! {b.name} wanted to have a turn
! It was {b.name} who asked for a turn
ask where p
? Where did {a.name} ride at first
? Where did {a.name} take {x.the}
! {a.name} took {x.the} {p.to} and rode there
ask why
? Why did {a.name} and {b.name} quarrel
? Why was {b.name} angry with {a.name}
! {a.name} did not want to share {x.the}
! It was because {a.name} would not let {b.name} ride
ask how-many
? How far did they count for each turn
? Up to what number did they count
! They counted to {n}
! For each turn they counted to {n}
ask then
? What did {a.name} do when it was no fun to ride alone
? How did {a.name} make up with {b.name}
! {a.name} went to {b.my} house and apologised
! {a.name} said sorry and shared {x.the} with {b.name}
