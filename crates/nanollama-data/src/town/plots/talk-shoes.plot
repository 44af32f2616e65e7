title a conversation at the shoemaker's
form dialogue
cast a: child
cast b: shoemaker
cast c: old
word what: boots, sandals, gym shoes, Sunday shoes, walking shoes
word bad: the soles have come loose, the heels are worn down, there is a hole in each toe, the buckles are gone, the seams have burst
word how: playing football with a stone, walking through the brook, sliding down the haystack, climbing up the castle wall, dancing in the street
word need: the school play, the summer party, the fair, a wedding, the choir concert
word day: Saturday morning, Saturday afternoon, Saturday evening
word with: strong thread, new leather, copper nails, beeswax, thick glue
word work: sort the nails, sweep the floor, polish ten pairs of shoes, wind up the thread, carry the finished boots to their owners
number n: 5..9
number m: 2..4
number k: n-m

beat line
{a.name}: Good morning, {b.name}! Can you mend these {what}?
{a.name}: Hello, {b.name}. I have brought my {what}. They are not well.
{a.name}: Good day, {b.name}. My poor {what} need a doctor.
beat line
{b.name}: Show me. Oh dear! I can see that {bad}. How did you do that?
{b.name}: Put them on the bench. I see that {bad}. Have you been to the end of the world in them?
{b.name}: Let me put on my glasses. Oh yes, {bad}. How did that happen?
beat line
{a.name}: It happened when I was {how}.
{a.name}: I was only {how}, and suddenly they looked like that.
{a.name}: I think that it came from {how}.
beat line
{b.name}: I thought so. Good {what} are not made for that.
{b.name}: Well, even the best {what} get tired of that.
{b.name}: And you are surprised? Shoes are not goats.
beat line
{a.name}: Can they be saved?
{a.name}: Is there any hope?
{a.name}: Do I have to throw them away?
beat line
{b.name}: There is always hope. I shall do it with {with}, and they will be as good as new.
{b.name}: I have seen worse. With {with} I can put that right.
{b.name}: In this shop nothing is thrown away. A little work with {with}, and you can dance again.
beat line
{a.name}: And when will they be ready? I need them for {need}.
{a.name}: How long will it take? I must have them for {need}.
{a.name}: I am so glad! You see, they are for {need}. When can I have them?
beat line
{b.name}: Come back on {day}.
{b.name}: I can have them ready by {day}.
{b.name}: Look in again on {day}.
beat line
{a.name}: Not before {day}? Could you do it a little sooner?
{a.name}: That is a long time to go barefoot!
{a.name}: Is there no way to have them before {day}?
beat line
{b.name}: I have to do {c.name}'s boots first. Everyone must wait their turn.
{b.name}: {c.name} was here before you, and whoever comes first is served first.
{b.name}: It cannot be done any sooner. First I must do the boots for {c.name}, who has been waiting for a week.
beat line
{a.name}: How much will it cost?
{a.name}: What do I owe you?
{a.name}: And what will it cost me?
beat line
{b.name}: It costs {n} coins.
{b.name}: Let me think. That will be {n} coins.
{b.name}: For you it is {n} coins.
beat line
{a.name}: Oh! I have only got {m}.
{a.name}: I am afraid that I have no more than {m} coins.
{a.name}: There are only {m} coins in my purse.
beat line
{b.name}: Then {k} are missing. You can work for them, if you like. You could {work}.
{b.name}: So you need {k} more. But I could do with some help. Would you {work}?
{b.name}: That is {k} too few. But there is always something to do here. You might {work}.
beat line
{a.name}: I will do that with pleasure. Where do I begin?
{a.name}: That is fair. I can start at once, in my socks.
{a.name}: That is a good bargain. Show me how it is done!
beat maybe line
{b.name}: Good. And mind the cat, who sleeps among the slippers.
{b.name}: Then tie on this apron, and let us get to work.

ask what what
? What is the shoemaker going to mend
? What did {a.name} bring to {b.name}
! It is the {what}
! {a.name} brought the {what}
ask why
? Why must they be mended
? What is wrong with the {what}
! They must be mended because {bad}
! The trouble is that {bad}
ask what need
? What does {a.name} need the {what} for
! {a.name} needs them for {need}
ask what day
? When will they be ready
? When can {a.name} fetch the {what}
! They will be ready on {day}
! It will be {day}
ask who c
? Who was there before {a.name}
? Whom will the shoemaker serve first
! It was {c.name}
! {c.name} came first
ask how-many k
? It costs {n} coins, and {a.name} has {m}. How many are missing
? How many more coins does {a.name} need
! {n} take away {m} leaves {k}, so {k} coins are missing
! {k} coins are missing, because {n} minus {m} is {k}
ask what work
? What can {a.name} do to pay for the rest
? How will {a.name} help in the shop
! {a.name} can {work}
! {a.name} will {work}
